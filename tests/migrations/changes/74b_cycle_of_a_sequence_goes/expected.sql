alter sequence "s" no cycle;
