import SeedEngine
import SeedModel

extension SeedModel.Configuration {
    /// What keeps the metrics file, where one is configured; `told` hears its warnings.
    func metrics(
        _ context: CommandContext, pace: MetricsSink.Pace = .atOnce, warnings told: any EventSink
    ) -> MetricsSink {
        MetricsSink(
            self, variables: context.variables, directory: context.workingDirectory, version: Seedd.version,
            pace: pace, warnings: told)
    }
}
