using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Forms;
using Supervision.Contracts;

namespace Supervision.Assessment.Sources;

/// <summary>Which sources are used in which form, and what is published to their services about it.</summary>
internal static class SourceRegister
{
    /// <summary>Adds the sources a form version names, and releases those it no longer names.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.source_unknown, form.source_taken, form.source_withdrawn</exception>
    public static async Task TakeSourcesAsync(this AssessmentDb db, FeedbackForm form, CancellationToken ct)
    {
        var named = form.Content.Items.Select(item => item.SourceId).OfType<Guid>().ToList();
        Require(named.Distinct().Count() == named.Count, FormRules.SourceTaken);
        var known = await db.Set<FormSource>().Where(s => named.Contains(s.Id) && s.District == form.District).ToListAsync(ct);
        Require(known.Count == named.Count, FormRules.SourceUnknown);
        Require(known.All(s => s.Standing), FormRules.SourceWithdrawn);
        var uses = await db.Set<SourceUse>().Where(u => u.FormId == form.Id || (named.Contains(u.SourceId) && u.Unit == form.Unit)).ToListAsync(ct);
        Require(uses.All(u => u.FormId == form.Id), FormRules.SourceTaken);
        db.RemoveRange(uses.Where(u => u.Unit != form.Unit || !named.Contains(u.SourceId)));
        foreach (var source in named.Where(id => !uses.Any(u => u.SourceId == id && u.Unit == form.Unit)))
            db.Add(new SourceUse { SourceId = source, Unit = form.Unit, FormId = form.Id, District = form.District });
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.source_withdrawn</exception>
    public static async Task RequireStandingAsync(this AssessmentDb db, FeedbackForm form, CancellationToken ct)
    {
        var named = form.Content.Items.Select(item => item.SourceId).OfType<Guid>().ToList();
        Require(!await db.Set<FormSource>().AnyAsync(s => named.Contains(s.Id) && !s.Standing, ct), FormRules.SourceWithdrawn);
    }

    /// <summary>Events to the Supervisors service about the findings these items come from (R19).</summary>
    public static async Task<IReadOnlyList<IIntegrationEvent>> FatesAsync(
        this AssessmentDb db, FeedbackForm form, IEnumerable<FormItem> items, DateTimeOffset now, CancellationToken ct)
    {
        var bySource = items.Where(item => item.SourceId is not null).ToDictionary(item => item.SourceId!.Value);
        if (bySource.Count == 0) return [];
        var ids = bySource.Keys.ToList();
        // The answering unit may not read handed-over matters; it only raises the version of the published outcome.
        var told = await db.Database.SqlQuery<ToldSource>($"select id, told from tell_sources({ids.ToArray()})").ToListAsync(ct);
        return [.. told.Select(source => new ReferredFindingChanged(
            source.Id, form.District, "rectification", form.Id, form.Number, JsonNamingPolicy.CamelCase.ConvertName(bySource[source.Id].Status.ToString()), source.Told, now))];
    }

    sealed record ToldSource(Guid Id, long Told);
}
