// Every other file here is done when it compiles.
int main() {}
