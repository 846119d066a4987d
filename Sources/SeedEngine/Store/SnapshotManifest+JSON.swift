internal import FoundationEssentials
internal import SeedModel

extension SnapshotManifest {
    private struct Version: Decodable {
        var formatVersion: Int

        enum CodingKeys: String, CodingKey { case formatVersion = "format_version" }
    }

    /// The manifest as it is written: pretty, keys sorted, a newline at the end.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Reads and validates the manifest in `bytes`; errors name `path`.
    init(_ bytes: [UInt8], path: String) throws(SeedError) {
        do {
            let data = Data(bytes)
            // First alone: what else a newer manifest holds may not be understood.
            let version = try JSONDecoder().decode(Version.self, from: data).formatVersion
            let known = Self.formatVersions
            guard known.contains(version) else {
                throw SeedError(
                    .badData, path,
                    "has format version \(version), and this seedd reads versions \(known.lowerBound) to "
                        + "\(known.upperBound)",
                    hint: version > known.upperBound ? "use the seedd that wrote it, or a newer one" : nil)
            }
            self = try JSONDecoder().decode(SnapshotManifest.self, from: data)
        } catch let error as SeedError {
            throw error
        } catch {
            throw .damaged(path, "is not a manifest: \(Self.reason(error))")
        }
        if let flaw { throw .damaged(path, "is not a valid manifest: \(flaw)") }
    }

    /// Where decoding stopped, without the text it stopped at.
    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(name(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(name(context.codingPath)) has the wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(name(context.codingPath)) has no valid value"
        default: "not JSON"
        }
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.isEmpty
            ? "the document" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
