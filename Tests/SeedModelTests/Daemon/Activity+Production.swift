import SeedModel

extension Activity {
    static func run(job: String) -> Activity { .run(JobTarget(job: job, to: "production")) }

    static func snapshot(job: String) -> Activity { .snapshot(JobTarget(job: job, to: "production")) }
}
