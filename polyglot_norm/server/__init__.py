"""Services: requests answered over standard streams, HTTP and the Model Context Protocol."""
