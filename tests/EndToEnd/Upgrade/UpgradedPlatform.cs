using System.Collections.Concurrent;
using System.IO.Compression;
using Npgsql;
using Supervision.Testing;

namespace Supervision.EndToEnd.Upgrade;

/// <summary>
/// A platform that found databases of an earlier version, on which the demonstration had run (written by <c>dump.sh</c>), and upgraded
/// them. Its accounts are the earlier ones, with new passwords.
/// </summary>
public sealed class UpgradedPlatform : PlatformHost
{
    /// <summary>Where a list is found, and the table its rows come from.</summary>
    public static readonly (string Database, string Table, string Path)[] Lists =
    [
        ("cluesdb", "clues", "/api/clues"),
        ("topicsdb", "topics", "/api/topics"),
        ("topicsdb", "meetings", "/api/topics/meetings"),
        ("supervisorsdb", "supervisors", "/api/supervisors/roster"),
        ("assessmentdb", "feedback_forms", "/api/assessment/forms"),
    ];

    public UpgradedPlatform()
        : this(new ConcurrentDictionary<string, string[]>())
    {
    }

    private UpgradedPlatform(ConcurrentDictionary<string, string[]> earlier)
        : base(new TestHostOptions { Topology = builder => builder.WhenCreated((name, owner, ct) => FillAsync(name, owner, earlier, ct)) }) =>
        Earlier = earlier;

    /// <summary>Ids of the rows there were before the upgrade, by the path of their list.</summary>
    public IReadOnlyDictionary<string, string[]> Earlier { get; }

    private static async Task FillAsync(string database, string owner, ConcurrentDictionary<string, string[]> earlier, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create($"{owner};Pooling=false");
        await RestoreAsync(source, database, ct);
        foreach (var list in Lists.Where(list => list.Database == database))
        {
            await using var ids = source.CreateCommand($"select array(select id::text from public.{list.Table})");
            earlier[list.Path] = (string[])(await ids.ExecuteScalarAsync(ct))!;
        }
    }

    private static async Task RestoreAsync(NpgsqlDataSource source, string database, CancellationToken ct)
    {
        await using var dump = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Upgrade", $"{database}.sql.gz"));
        using var text = new StreamReader(new GZipStream(dump, CompressionMode.Decompress));
        await using var restore = source.CreateCommand(await text.ReadToEndAsync(ct));
        await restore.ExecuteNonQueryAsync(ct);
    }
}
