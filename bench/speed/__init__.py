"""The parts of the yardstick: a library in ten languages, as two generators want it; edits of it; what a build of it costs."""
