public import Kernel
internal import Markup
internal import Storage

/// What the web itself brings: signing in, preferences, and what machines ask every site for.
public enum WebModule {
    /// Granted by App's table of rights.
    public static let manageJobs = JobPages.manageJobs

    public static let module = Module(
        name: "web", title: "網站",
        permissions: [JobPages.manageJobs],
        settings: WebSettings.all,
        migrations: WebSchema.migrations,
        erasers: [Eraser(["session"]) { person, db in try db.run("DELETE FROM session WHERE person = \(person)") }],
        signOut: { person, db in try db.run("DELETE FROM session WHERE person = \(person)") },
        jobs: [SessionSweep.job, FileScanning.onArrival, FileScanning.nightly, FileSweep.job],
        topics: [Files.arrived],
        endpoints: [
            SignInPages.show, SignInPages.signIn, SignInPages.showCode, SignInPages.giveCode, SignInPages.signOut,
            AccountPages.show, AccountPages.changePassword, AccountPages.addFactor, AccountPages.removeFactor,
            JobPages.list, JobPages.start, JobPages.again, JobPages.cancel,
            PreferenceEndpoints.language, PreferenceEndpoints.theme,
            HealthEndpoints.health, HealthEndpoints.metrics, OpenAPIEndpoint.document, APIPage.page,
            WellKnownEndpoints.robots, WellKnownEndpoints.security, WellKnownEndpoints.sitemap, InstallEndpoints.manifest, InstallEndpoints.worker,
            FileEndpoint.file, AssetEndpoint.asset,
        ],
        menu: [MenuItem("jobs", "背景工作", "/admin/jobs", in: .desk(.administration), icon: "gauge", permission: JobPages.manageJobs)],
        english: PackageResources.en_json,
        sitemap: { _ in ["/developers"] })
}
