// SPDX-License-Identifier: Apache-2.0
#include <sourcelight/core/date.hpp>
#include <sourcelight/reference/catalogue.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    const auto catalogue = sourcelight::reference::Catalogue::open(argc > 1 ? argv[1] : "");
    std::cout << catalogue.manifests().size() << " datasets, newest "
              << sourcelight::to_string(catalogue.newest()) << '\n';
    return 0;
}
