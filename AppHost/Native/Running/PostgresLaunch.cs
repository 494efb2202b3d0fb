using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Running;

/// <summary>A private PostgreSQL server: own data, own port on the loopback address, one superuser with a made-up password.</summary>
/// <param name="durable">
/// Whether commits wait for the disk, so that they outlive a power cut. Without it they outlive any end of the processes, which is enough
/// for data that a test throws away.
/// </param>
internal sealed class PostgresLaunch(PostgresServerResource resource, string programs, ServerHome home, bool durable) : ILaunch
{
    private static readonly string[] Alarms = ["ERROR:", "FATAL:", "PANIC:"];

    /// <summary>PostgreSQL's "fast shutdown": ends sessions, leaves nothing to recover.</summary>
    public int StopSignal => Posix.Interrupt;

    /// <summary>PostgreSQL's "immediate shutdown": what a power cut would leave.</summary>
    public int CrashSignal => Posix.Quit;

    public TimeSpan StopPatience => TimeSpan.FromSeconds(20);

    public string Home => home.Folder;

    private string Cluster => Path.Combine(Home, "cluster");

    private string Port => $"{resource.FindEndpoint("tcp").Port}";

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            if (!Directory.Exists(Cluster)) Initialise();
            ForgetDeadServer();
        },
        cancellationToken);

    public IReadOnlyList<ProcessPlan> Plan() =>
    [
        new ProcessPlan(
            [
                Program("postgres"), "-D", Cluster, "-p", Port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "max_connections=200", "-c", "shared_buffers=128MB", "-c", "timezone=UTC", "-c", "log_timezone=UTC",
                "-c", "lc_messages=C", "-c", $"fsync={(durable ? "on" : "off")}",
            ],
            Home,
            new Dictionary<string, string?>(),
            home.User),
    ];

    /// <summary>Healthy means: takes queries, and has every database of the topology.</summary>
    public Task<bool> IsHealthyAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var answer = Query("select datname from pg_database");
            if (answer.ExitCode is not 0) return false;
            var existing = answer.Output.Split('\n');
            foreach (var database in resource.Databases.Select(one => one.DatabaseName).Except(existing))
            {
                Query($"create database \"{database}\"").Require($"Database {database} could not be created");
            }

            return true;
        },
        cancellationToken);

    public bool IsWorthShowing(string line) =>
        Array.Exists(Alarms, alarm => line.Contains(alarm, StringComparison.Ordinal)) && !line.Contains("is starting up", StringComparison.Ordinal);

    private void Initialise()
    {
        // Into a draft folder, renamed when whole: an interrupted first start is simply done again.
        var draft = $"{Cluster}.new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        var password = Path.Combine(Home, "password");
        DataFolder.Write(password, resource.Password, home.User);
        Commands.Run(
            Commands.As(
                home.User,
                [
                    Program("initdb"), "-D", draft, "-U", PostgresServerResource.UserName, $"--pwfile={password}", "--auth=scram-sha-256",
                    "--encoding=UTF8", "--locale=C.UTF-8", .. durable ? (string[])[] : ["--no-sync"],
                ]),
            Home).Require("PostgreSQL's data folder could not be made");
        File.Delete(password);
        Directory.Move(draft, Cluster);
    }

    /// <summary>
    /// After a power cut the file naming the server's process may name a stranger's by now, and PostgreSQL would refuse to start.
    /// </summary>
    private void ForgetDeadServer()
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var id)) return;

        var command = $"/proc/{id}/cmdline";
        if (!File.Exists(command) || !File.ReadAllText(command).Contains(Cluster, StringComparison.Ordinal)) File.Delete(file);
    }

    private CommandResult Query(string statement) => Commands.Run(
        [
            Program("psql"), "-X", "-w", "-A", "-t", "-h", "127.0.0.1", "-p", Port, "-U", PostgresServerResource.UserName,
            "-d", "postgres", "-c", statement,
        ],
        environment: new Dictionary<string, string> { ["PGPASSWORD"] = resource.Password, ["PGCONNECT_TIMEOUT"] = "3" });

    private string Program(string name) => Path.Combine(programs, name);
}
