/// The folder that holds `Package.swift`.
package enum PackageRoot {
    package static let path: String = {
        let file = #filePath
        return file.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }
    }()
}
