import Mustache
import SeedModel

/// The page's templates, parsed.
struct ReportTemplates {
    private let library: MustacheLibrary

    init() throws(SeedError) {
        MustacheContentTypes.register(ReportEscaping(), named: ReportEscaping.name)
        do {
            var library = MustacheLibrary()
            for template in ReportTemplate.allCases {
                try library.register(Self.prepared(template.source), named: template.rawValue)
            }
            self.library = library
        } catch {
            throw SeedError(.invariant, "HTML report", "a template of it can't be read: \(error)")
        }
    }

    func render(_ template: ReportTemplate, _ view: Any) throws(SeedError) -> String {
        guard let text = library.render(view, withTemplate: template.rawValue) else {
            throw SeedError(.invariant, "HTML report", "it has no template \(template.rawValue)")
        }
        return text
    }

    /// A partial forgets the escaping of who asks for it, so each says its own. The line feed that ends a file would
    /// show where blanks count.
    private static func prepared(_ source: String) -> String {
        "{{% CONTENT_TYPE:\(ReportEscaping.name)}}\n" + (source.hasSuffix("\n") ? String(source.dropLast()) : source)
    }
}
