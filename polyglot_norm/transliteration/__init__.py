"""From script to script by named schemes."""
