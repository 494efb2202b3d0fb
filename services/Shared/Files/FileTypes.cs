using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Files;

/// <summary>The kinds of files accepted as evidence, each recognised by its extension and the first bytes of its content.</summary>
public static class FileTypes
{
    /// <summary>How many bytes from the beginning of a file are checked.</summary>
    public const int HeadLength = 4096;

    sealed record Kind(string MediaType, Func<ReadOnlyMemory<byte>, bool> Begins, string? Part = null);

    static readonly Dictionary<string, Kind> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = new("image/jpeg", head => Has(head, 0, [0xFF, 0xD8, 0xFF])),
        [".jpeg"] = new("image/jpeg", head => Has(head, 0, [0xFF, 0xD8, 0xFF])),
        [".png"] = new("image/png", head => Has(head, 0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])),
        [".gif"] = new("image/gif", head => Has(head, 0, "GIF87a"u8) || Has(head, 0, "GIF89a"u8)),
        [".webp"] = new("image/webp", head => Has(head, 0, "RIFF"u8) && Has(head, 8, "WEBP"u8)),
        [".pdf"] = new("application/pdf", head => Has(head, 0, "%PDF-"u8)),
        [".docx"] = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", IsZip, "word/document.xml"),
        [".xlsx"] = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", IsZip, "xl/workbook.xml"),
        [".txt"] = new("text/plain", IsText),
        [".mp4"] = new("video/mp4", head => Has(head, 4, "ftyp"u8)),
        [".m4a"] = new("audio/mp4", head => Has(head, 4, "ftypM4A"u8)),
        [".mp3"] = new("audio/mpeg", head => Has(head, 0, "ID3"u8) || IsMpegFrame(head.Span)),
        [".wav"] = new("audio/wav", head => Has(head, 0, "RIFF"u8) && Has(head, 8, "WAVE"u8)),
    };

    /// <returns>The media type of a file whose content matches its name.</returns>
    /// <exception cref="RequestProblem">
    /// 415 <c>attachment.type</c>: kind not accepted; 422 <c>attachment.content</c>: content and name disagree.
    /// </exception>
    public static string Check(string name, ReadOnlyMemory<byte> head, string path)
    {
        var kind = KindOf(name);
        if (!kind.Begins(head) || (kind.Part is { } part && !IsOfficeDocument(path, part)))
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "attachment.content");
        return kind.MediaType;
    }

    /// <exception cref="RequestProblem">415 <c>attachment.type</c></exception>
    public static void CheckEnding(string name) => KindOf(name);

    static Kind KindOf(string name) => ByEnding.TryGetValue(Path.GetExtension(name), out var kind)
        ? kind
        : throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType, "attachment.type");

    static bool Has(ReadOnlyMemory<byte> head, int at, ReadOnlySpan<byte> bytes) =>
        head.Length >= at + bytes.Length && head.Span.Slice(at, bytes.Length).SequenceEqual(bytes);

    static bool IsZip(ReadOnlyMemory<byte> head) => Has(head, 0, "PK\x03\x04"u8);

    /// <summary>No text encoding used here (UTF-8, GB 18030) contains control bytes other than white space.</summary>
    static bool IsText(ReadOnlyMemory<byte> head) => head.Span.IndexOfAnyInRange((byte)0x00, (byte)0x08) < 0
        && head.Span.IndexOfAnyInRange((byte)0x0E, (byte)0x1F) < 0 && !Has(head, 0, "%PDF-"u8) && !Has(head, 0, "MZ"u8);

    static bool IsMpegFrame(ReadOnlySpan<byte> head) => head.Length > 2 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2;

    /// <summary>Whether it is an Office document of the given kind without macros.</summary>
    static bool IsOfficeDocument(string path, string part)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.GetEntry("[Content_Types].xml") is not null && archive.GetEntry(part) is not null
                && !archive.Entries.Any(entry => entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
