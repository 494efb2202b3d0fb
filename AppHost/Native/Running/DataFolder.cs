using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Supervision.AppHost.Native.Running;

/// <summary>What is kept between runs: the servers' data, made-up secrets, the ports that were free last time.</summary>
internal sealed class DataFolder(string path) : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Passable = Private | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private readonly Lock _gate = new();
    private Dictionary<string, string>? _secrets;
    private FileStream? _claim;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public OwnProcesses Processes => new(Path);

    /// <summary>Holds the address while everything is healthy, for scripts that wait for it.</summary>
    public string ReadyFile => File("ready");

    /// <summary>Makes the folder this host's alone until disposed.</summary>
    /// <exception cref="HostException">Another host uses it, or it cannot be written.</exception>
    public void Claim()
    {
        try
        {
            Directory.CreateDirectory(Path);
            // Root's servers run as other users, who must be able to pass through, though not to look around.
            System.IO.File.SetUnixFileMode(Path, Passable);
            _claim = new FileStream(File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new HostException($"The data folder {Path} cannot be written by this user.");
        }
        catch (IOException problem)
        {
            throw new HostException(
                System.IO.File.Exists(File("lock"))
                    ? $"The platform is already running on the data folder {Path}."
                    : $"The data folder {Path} cannot be used: {problem.Message}");
        }
    }

    /// <summary>Empties the folder of everything but the claim on it. Servers' folders kept elsewhere are emptied too.</summary>
    public void Empty()
    {
        foreach (var elsewhere in Elsewhere().Where(Directory.Exists)) Directory.Delete(elsewhere, recursive: true);
        foreach (var folder in Directory.EnumerateDirectories(Path)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Path).Where(file => file != File("lock"))) System.IO.File.Delete(file);
        _secrets = null;
    }

    /// <summary>A password of 32 letters and digits, made up the first time it is asked for.</summary>
    public string Secret(string name)
    {
        lock (_gate)
        {
            _secrets ??= Read(File("secrets.json"));
            if (_secrets.TryGetValue(name, out var known)) return known;

            var made = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 32);
            _secrets[name] = made;
            Write(File("secrets.json"), JsonSerializer.Serialize(_secrets));
            return made;
        }
    }

    public Dictionary<string, int> Ports
    {
        get => Read(File("ports.json")).ToDictionary(pair => pair.Key, pair => int.Parse(pair.Value, null));
        set => Write(File("ports.json"), JsonSerializer.Serialize(value.ToDictionary(pair => pair.Key, pair => $"{pair.Value}")));
    }

    /// <summary>The folder a server keeps its data in, owned by the user it runs as.</summary>
    /// <param name="name">The server's resource name.</param>
    /// <param name="unprivileged">Whom the server runs as when this user is root.</param>
    public ServerHome HomeOf(string name, string unprivileged)
    {
        var user = Posix.IsRoot ? SystemUser.Find(unprivileged) : null;
        var folder = user is null || CanPass(user, Path) ? File(name) : System.IO.Path.Combine(ElsewhereRoot(), name);
        var parent = System.IO.Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        System.IO.File.SetUnixFileMode(parent, Passable);
        Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
        if (user is not null) Posix.Own(folder, user);
        return new ServerHome(folder, user);
    }

    /// <summary>Writes a file only its owner can read, as a whole or not at all.</summary>
    public static void Write(string path, string text, SystemUser? owner = null)
    {
        var draft = $"{path}.new";
        System.IO.File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = Private,
        }))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        if (owner is not null) Posix.Own(draft, owner);
        System.IO.File.Move(draft, path, overwrite: true);
    }

    public void Dispose() => _claim?.Dispose();

    private string File(string name) => System.IO.Path.Combine(Path, name);

    // The place is derived from the folder's path, so that the same project finds the same data again.
    private string ElsewhereRoot() =>
        $"/var/lib/supervision-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..8]}";

    private IEnumerable<string> Elsewhere() => Posix.IsRoot ? [ElsewhereRoot()] : [];

    private static bool CanPass(SystemUser user, string folder) =>
        Commands.Run(Commands.As(user, "/usr/bin/test", "-x", folder)).ExitCode is 0;

    private static Dictionary<string, string> Read(string path) =>
        System.IO.File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(path)) ?? []
            : [];
}

/// <summary>Where a server keeps its data, and whom it runs as where that is not this user.</summary>
internal sealed record ServerHome(string Folder, SystemUser? User);
