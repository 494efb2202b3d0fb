using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Documents;

/// <summary>A spreadsheet to fill in and upload: its columns, and how many rows are read at the most.</summary>
/// <param name="Name">Of the list, which names the sheet and the file.</param>
public sealed record SheetTemplate(string Name, IReadOnlyList<string> Columns, int MostRows)
{
    /// <summary>The empty spreadsheet, with the allowed values of its columns on a second sheet.</summary>
    public FileContentHttpResult Empty(IEnumerable<(string Column, string Value)> allowed)
    {
        var empty = Columns.ToDictionary(column => column, _ => (object)""); // a sheet without any row would have no header either
        using var stream = new MemoryStream();
        var values = allowed.Select(one => new { 列 = one.Column, 可填内容 = one.Value });
        stream.SaveAs(new Dictionary<string, object> { [Name] = new[] { empty }, ["填写说明"] = values });
        return TypedResults.File(stream.ToArray(), SheetResult.ContentType, $"{Name}导入模板.xlsx");
    }

    /// <summary>Reads the rows, empty ones left out. The columns may stand in any order, with others between them.</summary>
    /// <exception cref="RequestProblem">422 <c>import.format</c>, <c>import.too_many</c></exception>
    internal List<SheetRow> Read(string path, List<SheetError> errors, ProblemTexts texts)
    {
        var rows = new List<SheetRow>();
        var number = 1;
        foreach (var cells in Cells(path))
        {
            number++;
            if (cells.Values.All(text => text.Length == 0)) continue;
            if (rows.Count == MostRows) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.too_many");
            rows.Add(new(number, cells, errors, texts));
        }

        return rows.Count > 0 ? rows : throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
    }

    IEnumerable<Dictionary<string, string>> Cells(string path)
    {
        using var file = File.OpenRead(path);
        List<IDictionary<string, object?>> rows;
        try
        {
            var read = MiniExcel.Query(file, useHeaderRow: true, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>();
            rows = [.. read.Take(MostRows * 2)];
        }
        catch (Exception e) when (
            e is InvalidDataException or System.Xml.XmlException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format", e);
        }

        if (rows.Count > 0 && Columns.Except(rows[0].Keys.Select(head => head.Trim())).Any())
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        return rows.Select(row => Columns.ToDictionary(
            column => column, column => Text(row.First(cell => cell.Key.Trim() == column).Value)));
    }

    static string Text(object? value) => value switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim(),
    };
}
