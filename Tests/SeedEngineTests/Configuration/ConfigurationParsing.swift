import SeedModel
import Testing

@testable import SeedEngine

/// A file with the head that every configuration needs; it takes lines 1 to 4.
func parse(_ rest: String) throws(SeedError) -> Configuration {
    let head = """
        version: 1
        environments:
          staging: {url_env: STAGING_URL}
          production: {url_env: PRODUCTION_URL, protected: true}

        """
    return try Configuration.parse(head + rest, file: "seedd.yaml")
}

/// The lines of the error that parsing a text must end with.
func problems(_ body: () throws(SeedError) -> Configuration) -> [String] {
    do throws(SeedError) {
        _ = try body()
        return []
    } catch {
        #expect(error.code == .configuration)
        let lines = error.problem.split(separator: "\n").map(String.init)
        return lines.count > 1 ? Array(lines.dropFirst()) : lines
    }
}
