using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Persistence.Lists;

/// <summary>One page of a list.</summary>
/// <param name="Next">Cursor of the next page, null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Position in a list: the sort values of the last row shown, opaque to callers.</summary>
public static class Cursor
{
    public static string Encode(params string[] values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <exception cref="RequestProblem">400 <c>request.cursor</c>: not a cursor of this list.</exception>
    public static string[]? Decode(string? cursor, int length)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        try
        {
            var values = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor));
            if (values?.Length == length && !values.Contains(null)) return values;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor", e);
        }

        throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
    }
}
