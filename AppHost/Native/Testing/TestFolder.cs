using Supervision.AppHost.Native.Running;

namespace Supervision.AppHost.Native.Testing;

/// <summary>The data folder of a test's platform, removed afterwards unless the test named one of its own.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string Prefix = "supervision-test-";
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private readonly bool _throwAway;

    private TestFolder(string path, bool throwAway) => (Path, _throwAway) = (path, throwAway);

    public string Path { get; }

    public static async Task<TestFolder> MakeAsync(string? kept)
    {
        if (kept is not null) return new TestFolder(kept, throwAway: false);
        await SweepAsync();
        return new TestFolder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}"), throwAway: true);
    }

    public void Dispose()
    {
        if (_throwAway && Directory.Exists(Path)) Remove(Path);
    }

    /// <summary>
    /// Test runs that were killed could not tidy up; the next one does it for them. Folders just made are left alone: their
    /// makers may not have claimed them yet.
    /// </summary>
    private static async Task SweepAsync()
    {
        var folders = new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*")
            .Where(folder => folder.CreationTimeUtc < DateTime.UtcNow - Young)
            .Select(folder => folder.FullName);
        foreach (var folder in folders)
        {
            using var data = new DataFolder(folder);
            try
            {
                data.Claim();
            }
            catch (HostException)
            {
                continue; // in use, or another user's
            }

            await data.Processes.EndLeftoversAsync();
            Remove(folder);
        }
    }

    /// <summary>Out of the others' sight first, as one step: two test runs must not remove the same files.</summary>
    private static void Remove(string folder)
    {
        var away = folder.Replace(Prefix, "supervision-removed-", StringComparison.Ordinal);
        Directory.Move(folder, away);
        Directory.Delete(away, recursive: true);
    }
}
