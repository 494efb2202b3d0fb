using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ClueTransfers.Clues;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Entry;

/// <summary>A matter outside the district's remit.</summary>
/// <param name="Term">Words that name it, anywhere in a text.</param>
/// <param name="Reason">Why it is not accepted, and where it belongs; shown to whoever submits it.</param>
public sealed record OutsideMatter(string Term, string Reason);

/// <summary>What a district does not accept into its register (R33), set by its CPPCC admin; without it everything may be entered.</summary>
public sealed class EntryRule
{
    public required string District { get; init; }

    public required IReadOnlyList<OutsideMatter> Matters { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }

    /// <summary>The first matter outside the remit that one of the texts names, ignoring spacing, character width and case.</summary>
    public static OutsideMatter? NamedIn(IEnumerable<OutsideMatter> matters, IEnumerable<string?> texts)
    {
        var plain = texts.OfType<string>().Select(Plain).ToList();
        return matters.FirstOrDefault(matter => plain.Exists(text => text.Contains(Plain(matter.Term), StringComparison.Ordinal)));
    }

    static string Plain(string text) => string.Concat(text.Select(Narrow).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Converts full-width letters and digits (U+FF01 to U+FF5E) to plain ones.</summary>
    static char Narrow(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c;
}

/// <summary>The check every submission by a person must pass before any of it is stored (R33).</summary>
internal static class EntryGate
{
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.outside_remit</exception>
    public static Task RequireWithinRemitAsync(this DbSet<EntryRule> rules, string district, ClueContent content, CancellationToken ct) =>
        rules.RequireWithinRemitAsync(district, ct,
        [
            content.Title, content.Account, content.SourceReference, .. content.Units.Select(unit => unit.Name),
            .. content.Persons.SelectMany(person => new[] { person.Name, person.Unit, person.Position }),
        ]);

    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.outside_remit</exception>
    public static async Task RequireWithinRemitAsync(this DbSet<EntryRule> rules, string district, CancellationToken ct, params string?[] texts)
    {
        if (await rules.AsNoTracking().SingleOrDefaultAsync(rule => rule.District == district, ct) is not { } rule) return;
        var named = EntryRule.NamedIn(rule.Matters, texts);
        Require(named is null, ClueRules.OutsideRemit, named?.Reason);
    }
}

internal sealed class EntryRuleConfiguration : IEntityTypeConfiguration<EntryRule>
{
    public void Configure(EntityTypeBuilder<EntryRule> builder)
    {
        builder.ToTable("entry_rules");
        builder.HasKey(r => r.District);
        builder.Property(r => r.District).HasMaxLength(6);
        builder.Property(r => r.Matters).IsJson();
        builder.Property(r => r.Version).IsRowVersion();
    }
}
