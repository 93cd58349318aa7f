"""The whole system on one machine: a local cloud, the deployed package, the offices and the pages."""
