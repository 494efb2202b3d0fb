using System.Security.Cryptography;
using System.Text.Json;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The content of a clue (R24): the part that is approved by its hash and fixed at transfer.</summary>
/// <param name="Account">The facts as known, in the author's words.</param>
/// <param name="SourceReference">Reference of the finding, topic or submission it comes from.</param>
/// <param name="Field">Code of the field (领域), e.g. <c>businessEnvironment</c>; districts may define more than the common four.</param>
public sealed record ClueContent(
    string Title,
    string Account,
    IReadOnlyList<UnitConcerned> Units,
    IReadOnlyList<PersonConcerned> Persons,
    ClueSource Source,
    string? SourceReference,
    string Field)
{
    /// <summary>SHA-256 of the canonical content, lower-case hex: fields in this order, no white space, evidence sorted.</summary>
    /// <param name="evidence">SHA-256 of each evidence file, lower-case hex.</param>
    internal string Hash(IEnumerable<string> evidence)
    {
        var canonical = JsonSerializer.SerializeToUtf8Bytes(
            new { Title, Account, Units, Persons, Source, SourceReference, Field, Evidence = evidence.Order(StringComparer.Ordinal) },
            JsonDefaults.Options);
        return Convert.ToHexStringLower(SHA256.HashData(canonical));
    }
}

/// <summary>A unit a clue concerns.</summary>
/// <param name="Code">Its code if it is on the platform, else null.</param>
public sealed record UnitConcerned([property: PlainText(40)] string? Code, [property: PlainText(200)] string Name);

/// <summary>A person a clue concerns, as named by its author.</summary>
public sealed record PersonConcerned(
    [property: PlainText(100)] string Name, [property: PlainText(200)] string? Unit, [property: PlainText(100)] string? Position);
