using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Files;

/// <summary>A file received completely that no row refers to yet; deleted on disposal unless it was placed.</summary>
public sealed class IncomingFile(string path) : IDisposable
{
    public string Path { get; } = path;

    public long Size { get; set; }

    public string Sha256 { get; set; } = "";

    public byte[] Head { get; set; } = [];

    public void Dispose() => File.Delete(Path);
}

/// <summary>
/// Files on disk named by the SHA-256 of their content, separate for each district: <c>&lt;district&gt;/&lt;first two digits&gt;/&lt;hash&gt;</c>.
/// A file is complete and durable before anything refers to it.
/// </summary>
public sealed class ContentStore
{
    readonly string _root;
    readonly string _incoming;

    public ContentStore(IOptions<AttachmentSettings> settings)
    {
        _root = Path.GetFullPath(settings.Value.Path);
        _incoming = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(_incoming);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Receives a stream and computes its hash on the way.</summary>
    /// <exception cref="RequestProblem">413 <c>attachment.too_large</c>, 400 <c>attachment.empty</c></exception>
    public async Task<IncomingFile> ReceiveAsync(Stream content, CancellationToken ct)
    {
        var file = new IncomingFile(Path.Combine(_incoming, $"{Guid.NewGuid():N}.part"));
        try
        {
            await WriteAsync(file, content, ct);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return file;
    }

    /// <summary>Moves an incoming file to its place. The caller holds the content's lock, so that the collector cannot remove it meanwhile.</summary>
    public void Place(IncomingFile file, string district)
    {
        var path = PathOf(district, file.Sha256);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(file.Path, path);
        // Flush once more after the rename, to make the new name durable too.
        using var placed = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        placed.Flush(flushToDisk: true);
    }

    public FileStream Open(string district, string sha256) =>
        new(PathOf(district, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);

    public void Delete(string district, string sha256) => File.Delete(PathOf(district, sha256));

    /// <summary>Files placed before the given instant.</summary>
    public IEnumerable<(string District, string Sha256)> PlacedBefore(DateTimeOffset instant) =>
        from district in Directory.EnumerateDirectories(_root)
        where district != _incoming
        from path in Directory.EnumerateFiles(district, "*", SearchOption.AllDirectories)
        where File.GetLastWriteTimeUtc(path) < instant
        select (Path.GetFileName(district), Path.GetFileName(path));

    /// <summary>Removes the remains of aborted uploads.</summary>
    public void ClearIncoming(DateTimeOffset before)
    {
        foreach (var path in Directory.EnumerateFiles(_incoming).Where(path => File.GetLastWriteTimeUtc(path) < before)) File.Delete(path);
    }

    /// <summary>Key of the database lock under which a content is placed or removed.</summary>
    public static long LockOf(string district, string sha256) =>
        BitConverter.ToInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{district}/{sha256}")));

    string PathOf(string district, string sha256) => Path.Combine(_root, district, sha256[..2], sha256);

    static async Task WriteAsync(IncomingFile file, Stream content, CancellationToken ct)
    {
        await using var target = new FileStream(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var head = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0;)
        {
            file.Size += read;
            if (file.Size > AttachmentSettings.MaxSize) throw new RequestProblem(StatusCodes.Status413PayloadTooLarge, "attachment.too_large");
            hash.AppendData(buffer, 0, read);
            if (head.Length == 0) head.Write(buffer, 0, Math.Min(read, FileTypes.HeadLength));
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        if (file.Size == 0) throw new RequestProblem(StatusCodes.Status400BadRequest, "attachment.empty");
        target.Flush(flushToDisk: true);
        (file.Sha256, file.Head) = (Convert.ToHexStringLower(hash.GetHashAndReset()), head.ToArray());
    }
}
