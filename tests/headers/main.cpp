// Linking is passing: see meson.build beside this file.
int main() {}
