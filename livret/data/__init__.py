"""Open data: the directory in the formats that others read, and – for three of them – back from there.

Only what is public is ever here: the room looks at editions, from which hidden addresses and private listings were taken long before.
"""
