using System.Globalization;
using System.Runtime.InteropServices;

namespace Supervision.AppHost.Native.Running;

/// <summary>Where the programs this host needs are on this machine.</summary>
internal static class Programs
{
    private const int OldestPostgres = 15;
    private static readonly Version OldestRabbit = new(3, 10);

    private static readonly string[] EpmdPlaces =
        ["/usr/bin/epmd", "/usr/lib/erlang/bin/epmd", "/usr/local/bin/epmd", "/usr/local/lib/erlang/bin/epmd"];

    /// <summary>The dotnet program this host itself runs on.</summary>
    public static string DotNet { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Folder of <c>postgres</c>, <c>initdb</c> and <c>psql</c>.</summary>
    public static string Postgres(string? configured)
    {
        if (configured is not null) return Existing(configured, "postgres");

        var found = Folders("/usr/lib/postgresql", "*").Select(folder => (Folder: Path.Combine(folder, "bin"), Version: Number(Path.GetFileName(folder))))
            .Concat(Folders("/usr", "pgsql-*").Select(folder => (Folder: Path.Combine(folder, "bin"), Version: Number(Path.GetFileName(folder)[6..]))))
            .Where(one => one.Version >= OldestPostgres && File.Exists(Path.Combine(one.Folder, "postgres")))
            .OrderByDescending(one => one.Version)
            .Select(one => one.Folder)
            .FirstOrDefault();
        return found ?? throw new HostException(
            $"PostgreSQL {OldestPostgres} or newer was not found: install the package postgresql, or set Native__PostgresBin.");
    }

    /// <summary>Folder of <c>rabbitmq-server</c>: the broker's own script, not the wrapper a distribution puts on the path.</summary>
    public static string RabbitMq(string? configured)
    {
        if (configured is not null) return Existing(configured, "rabbitmq-server");

        var found = Folders("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Concat(Folders("/opt", "rabbitmq_server-*"))
            .Select(folder => (Folder: Path.Combine(folder, "sbin"), Version: Version.TryParse(folder[(folder.LastIndexOf('-') + 1)..], out var version) ? version : null))
            .Where(one => one.Version >= OldestRabbit && File.Exists(Path.Combine(one.Folder, "rabbitmq-server")))
            .OrderByDescending(one => one.Version)
            .Select(one => one.Folder)
            .FirstOrDefault();
        return found ?? throw new HostException(
            $"RabbitMQ {OldestRabbit} or newer was not found: install the package rabbitmq-server, or set Native__RabbitMqBin.");
    }

    /// <summary>Erlang's name service, which the broker will not start without.</summary>
    public static string Epmd() =>
        EpmdPlaces.FirstOrDefault(File.Exists)
        ?? throw new HostException("Erlang's epmd was not found: install the package rabbitmq-server, which brings Erlang.");

    private static string Existing(string folder, string program) =>
        File.Exists(Path.Combine(folder, program)) ? folder : throw new HostException($"There is no {program} in {folder}.");

    private static string[] Folders(string root, string pattern) =>
        Directory.Exists(root) ? Directory.GetDirectories(root, pattern) : [];

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
