using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Files;

/// <summary>Checks a file with clamd's INSTREAM command. Without a configured clamd every file passes; with an unreachable one, none.</summary>
public sealed class VirusScanner(IOptions<AttachmentSettings> settings, ILogger<VirusScanner> log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="RequestProblem">422 <c>attachment.infected</c>, 503 <c>attachment.not_scanned</c></exception>
    public async Task CheckAsync(IncomingFile file, CancellationToken ct)
    {
        if (settings.Value.ClamAv is not { Length: > 0 } address) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        string verdict;
        try
        {
            verdict = await ScanAsync(address, file.Path, patience.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogError(e, "clamd at {Address} could not scan an attachment; the attachment was refused.", address);
            throw new RequestProblem(StatusCodes.Status503ServiceUnavailable, "attachment.not_scanned", e);
        }

        if (verdict.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            log.LogWarning("An attachment was refused: {Verdict}", verdict);
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "attachment.infected");
        }

        if (verdict == "stream: OK") return;
        log.LogError("clamd at {Address} answered {Verdict}; the attachment was refused.", address, verdict);
        throw new RequestProblem(StatusCodes.Status503ServiceUnavailable, "attachment.not_scanned");
    }

    /// <summary>Sends the stream in chunks, each after its length in four bytes, with a zero length at the end; reads one line of reply.</summary>
    static async Task<string> ScanAsync(string address, string path, CancellationToken ct)
    {
        var colon = address.LastIndexOf(':');
        using var client = new TcpClient();
        await client.ConnectAsync(address[..colon], int.Parse(address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), ct);
        await using var clamd = client.GetStream();
        await clamd.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
        var chunk = new byte[4 + (64 * 1024)];
        for (int read; (read = await file.ReadAsync(chunk.AsMemory(4), ct)) > 0;)
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, read);
            await clamd.WriteAsync(chunk.AsMemory(0, 4 + read), ct);
        }

        await clamd.WriteAsync(new byte[4], ct);
        using var answer = new StreamReader(clamd, Encoding.UTF8);
        return (await answer.ReadToEndAsync(ct)).TrimEnd('\0', '\n');
    }
}
