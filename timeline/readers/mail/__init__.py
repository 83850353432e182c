"""What mail needs: `mime` takes a message apart, `quotation` tells its writer's words from those of others."""
