using System.Security.Cryptography;
using System.Text;

namespace Supervision.AppHost.Local;

/// <summary>Where a server keeps its data, and the user it runs as, because these servers refuse to run as root.</summary>
internal sealed record ServerHome(string Folder, string? User)
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Passable = OnlyOwner | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="unprivileged">The user the server runs as when this process runs as root.</param>
    public static ServerHome Of(IDistributedApplicationBuilder builder, string name, string unprivileged)
    {
        var data = builder.DataFolder();
        if (!Environment.IsPrivilegedProcess) return new ServerHome(Directory.CreateDirectory(Path.Combine(data, name)).FullName, null);

        var place = Place(data);
        var folder = Path.Combine(place, name);
        Directory.CreateDirectory(folder);
        System.IO.File.SetUnixFileMode(place, Passable);
        Machine.RunAsync(["chown", unprivileged, folder], "/", CancellationToken.None).GetAwaiter().GetResult();
        return new ServerHome(folder, unprivileged);
    }

    /// <summary>
    /// Where servers started by root keep their data. They run as other users, who must have access to all folders above it. Where they do not,
    /// as below /root, it is a place whose name is derived from the data folder's, so that the same project finds it again.
    /// </summary>
    public static string Place(string data)
    {
        var elsewhere = $"/var/lib/supervision-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..8]}";
        for (var above = new DirectoryInfo(data).Parent; above is not null; above = above.Parent)
        {
            if (!above.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return elsewhere;
        }

        return data;
    }

    /// <summary>The command, run as the server's own user.</summary>
    public IEnumerable<string> Command(params IEnumerable<string> command) =>
        User is null ? command : ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--", .. command];

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file that only the server can read.</summary>
    public async Task<string> WriteAsync(string name, string text, CancellationToken stop)
    {
        var path = File(name);
        System.IO.File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OnlyOwner };
        await using (var stream = new FileStream(path, options)) await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        if (User is not null) await Machine.RunAsync(["chown", User, path], "/", stop);
        return path;
    }
}
