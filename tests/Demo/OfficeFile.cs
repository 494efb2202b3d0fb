using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using MiniExcelLibs;

namespace Supervision.Demo;

/// <summary>A Word document or a spreadsheet, both zip archives of XML.</summary>
/// <param name="Parts">Text of each part, by its name in the archive.</param>
internal sealed record OfficeFile(byte[] Content, IReadOnlyDictionary<string, string> Parts)
{
    static readonly XNamespace Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public string Size => $"{Content.Length / 1024.0:F0} KB";

    /// <summary>Whether the content begins like a zip archive.</summary>
    public static bool IsOne(byte[] content) => content is [(byte)'P', (byte)'K', ..];

    public static async Task<OfficeFile> ReadAsync(byte[] content)
    {
        await using var archive = await ZipArchive.CreateAsync(new MemoryStream(content), ZipArchiveMode.Read, leaveOpen: false, null);
        var parts = new Dictionary<string, string>();
        foreach (var part in archive.Entries)
        {
            using var reader = new StreamReader(await part.OpenAsync());
            parts[part.FullName] = await reader.ReadToEndAsync();
        }

        return new(content, parts);
    }

    /// <summary>Text of a Word document, one line per paragraph.</summary>
    /// <exception cref="InvalidOperationException">It is not a Word document.</exception>
    public string Words()
    {
        Script.Check(Parts.ContainsKey("[Content_Types].xml") && Parts.ContainsKey("word/document.xml"), $"no Word document: {string.Join(", ", Parts.Keys)}");
        var text = new StringBuilder();
        foreach (var paragraph in XDocument.Parse(Parts["word/document.xml"]).Descendants(Word + "p"))
            text.AppendLine(string.Concat(paragraph.Descendants(Word + "t").Select(run => run.Value)));
        return text.ToString();
    }

    /// <summary>The rows of a spreadsheet below its header, by column.</summary>
    public IReadOnlyList<IDictionary<string, object?>> Rows()
    {
        using var stream = new MemoryStream(Content);
        return [.. stream.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>()];
    }
}
