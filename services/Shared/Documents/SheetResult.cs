using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Supervision.Documents;

/// <summary>
/// A list as a spreadsheet (xlsx), written while its rows are read, so memory use does not grow with the list. Text is stored in the cells
/// as text, so that no program takes it for a formula.
/// </summary>
/// <param name="fileName">Without its extension.</param>
/// <param name="rows">Cells of a row: text, numbers, or null.</param>
public sealed class SheetResult(string fileName, IReadOnlyList<string> head, IAsyncEnumerable<object?[]> rows) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Package = "http://schemas.openxmlformats.org/package/2006";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), [ContentType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{fileName}.xlsx");
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "private, no-store";
        // The last few bytes of each part are written synchronously, because the archive's streams do so even when closed asynchronously.
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        await WriteAsync(response.Body, httpContext.RequestAborted);
    }

    public async Task WriteAsync(Stream target, CancellationToken ct)
    {
        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        await PartAsync(archive, "[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{ContentType}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """, ct);
        await PartAsync(archive, "_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """, ct);
        await PartAsync(archive, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
            """, ct);
        await PartAsync(archive, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
            """, ct);
        await SheetAsync(archive, ct);
    }

    async Task SheetAsync(ZipArchive archive, CancellationToken ct)
    {
        await using var part = await archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(ct);
        await using var writer = new StreamWriter(part, new UTF8Encoding(false), 32 * 1024);
        await writer.WriteAsync($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{Main}"><sheetData>""");
        var line = new StringBuilder();
        await writer.WriteAsync(Row(line, head), ct);
        await foreach (var row in rows.WithCancellation(ct)) await writer.WriteAsync(Row(line, row), ct);
        await writer.WriteAsync("</sheetData></worksheet>");
    }

    static StringBuilder Row(StringBuilder line, IReadOnlyList<object?> cells)
    {
        line.Clear().Append("<row>");
        foreach (var cell in cells)
        {
            if (cell is null) line.Append("<c/>");
            else if (cell is int or long or double or decimal) line.Append(CultureInfo.InvariantCulture, $"<c><v>{cell}</v></c>");
            else line.Append("""<c t="inlineStr"><is><t xml:space="preserve">""").Append(SecurityElement.Escape(cell.ToString())).Append("</t></is></c>");
        }

        return line.Append("</row>");
    }

    static async Task PartAsync(ZipArchive archive, string name, string content, CancellationToken ct)
    {
        await using var part = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await part.WriteAsync(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}"""), ct);
    }
}
