"""Tables, frames and pipelines of other packages: a module for each, its package an extra."""
