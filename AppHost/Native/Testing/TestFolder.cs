using Supervision.AppHost.Native.Running;

namespace Supervision.AppHost.Native.Testing;

/// <summary>The data folder of a test's platform, removed afterwards unless the test named one of its own.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string Prefix = "supervision-test-";
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
        if (_throwAway && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    /// <summary>Test runs that were killed could not tidy up; the next one does it for them.</summary>
    private static async Task SweepAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*"))
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
            Directory.Delete(folder, recursive: true);
        }
    }
}
