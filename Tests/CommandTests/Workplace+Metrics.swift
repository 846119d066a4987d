import Foundation
import SeedModel
import Testing

extension Workplace {
    /// Adds the section to the configuration.
    func configureMetrics(_ file: String = "seedd.prom") throws {
        let text = try String(contentsOfFile: "\(directory)/seedd.yaml", encoding: .utf8)
        try write("\(text)\nmetrics: {textfile: \(file)}\n", to: "seedd.yaml")
    }

    func metricsText() throws -> String {
        try String(contentsOfFile: "\(directory)/seedd.prom", encoding: .utf8)
    }

    func metrics(_ location: SourceLocation = #_sourceLocation) throws -> MetricsPage {
        try #require(MetricsPage(try metricsText()), sourceLocation: location)
    }
}
