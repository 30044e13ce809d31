"""The web edition: pages, their assets, and what search engines and other sites read of them."""
