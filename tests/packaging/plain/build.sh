g++ -std=c++20 -I virga/include app.cpp -o app
