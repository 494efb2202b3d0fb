using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Visits;

/// <summary>
/// Takes entries from the field: each once, all of a request or none. <see cref="FieldLedger"/> computes their result, and whatever is new in it
/// takes effect in the same transaction. Concurrent requests to the same visit wait for each other.
/// </summary>
internal static class VisitSync
{
    /// <summary>Maximum number of entries per visit.</summary>
    const int MostEntries = 5000;

    /// <summary>How far an entry's recorded time may differ from the device's clock at sending.</summary>
    static readonly TimeSpan Jitter = TimeSpan.FromSeconds(2);

    /// <returns>Null if the caller may not know of the visit; else also the ids under which a different content arrived before.</returns>
    /// <exception cref="RuleViolation">visit.not_yours, visit.over, visit.too_much, mandate.outside</exception>
    /// <exception cref="RequestProblem">422 <c>entry.id</c>, <c>entry.one_part</c>, <c>entry.recorded_later</c>, <c>entry.finding_unknown</c></exception>
    public static async Task<(SyncResult? Result, IReadOnlyList<Guid> Conflicts)?> SendAsync(
        FieldCall call, VisitParties parties, Guid id, DateTimeOffset deviceTime, IReadOnlyList<EntryRequest> requests)
    {
        foreach (var request in requests) Check(request, deviceTime);
        (SyncResult?, IReadOnlyList<Guid>)? answer = null;
        await call.Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync($"visit/{id}", call.Cancellation);
            call.Db.ChangeTracker.Clear();
            if (await call.VisitAsync(id) is not { } visit) return;
            Require(visit.Participants.Contains(call.Caller.UserId), VisitNotYours);
            answer = await TakeAsync(call, parties, visit, deviceTime, requests);
        }, call.Cancellation);
        return answer;
    }

    static async Task<(SyncResult? Result, IReadOnlyList<Guid> Conflicts)> TakeAsync(
        FieldCall call, VisitParties parties, Visit visit, DateTimeOffset deviceTime, IReadOnlyList<EntryRequest> requests)
    {
        var now = call.Clock.GetUtcNow();
        var difference = (int)Math.Clamp(Math.Round((now - deviceTime).TotalSeconds), int.MinValue, int.MaxValue);
        var ledger = new FieldLedger(await call.Db.Set<FieldEntry>().AsNoTracking().Where(e => e.VisitId == visit.Id).ToListAsync(call.Cancellation));
        var before = ledger.State();
        var sent = requests.Select(request => EntryOf(request, visit, call, difference, now)).ToList();
        var receipts = sent.Select(entry => (Entry: entry, Outcome: ledger.Take(entry))).ToList();
        if (receipts.Where(r => r.Outcome is EntryOutcome.Conflicting).Select(r => r.Entry.Id).Distinct().ToList() is { Count: > 0 } conflicts) return (null, conflicts);

        var taken = receipts.Where(r => r.Outcome is EntryOutcome.Taken).Select(r => r.Entry).ToList();
        if (taken.Count > 0)
        {
            Require(visit.TakesEntries, VisitOver);
            Require(ledger.Count <= MostEntries, VisitTooMuch, MostEntries);
            await RequireMandateAsync(call, parties, visit, taken);
            call.Db.AddRange(taken);
        }

        var state = ledger.State();
        if (taken.Count > 0) await ApplyAsync(call, parties, visit, before, state, now);
        await call.Db.SaveChangesAsync(call.Cancellation);
        var missing = await MissingFilesAsync(call, visit.Id);
        return (new(visit.Status, visit.Reference, [.. receipts.Select(r => new EntryReceipt(r.Entry.Id, r.Outcome))], state.Waiting, missing, difference), []);
    }

    /// <summary>Applies results of the entries that are new.</summary>
    static async Task ApplyAsync(FieldCall call, VisitParties parties, Visit visit, FieldState before, FieldState state, DateTimeOffset now)
    {
        if (state.Start is not { } start) return;
        if (before.Start is null)
        {
            if (visit.Reference is null) visit.Number(await NumberAsync(call, now));
            var tied = await parties.TiedAsync(visit, FieldLabels.DayAt(now), call.Cancellation);
            call.Db.Enqueue(visit.Start(start, tied));
            await call.Db.SaveChangesAsync(call.Cancellation); // the database also requires that findings belong to started visits
        }
        else if (before.Start.Id != start.Id)
        {
            visit.Restate(start);
        }

        foreach (var entry in state.Findings.ExceptBy(before.Findings.Select(e => e.Id), e => e.Id))
        {
            var (finding, fact) = Finding.Of(entry, visit);
            call.Db.Add(finding);
            call.Db.Enqueue(fact);
        }

        if (state.Reports is [var first, ..] && visit.Report(first) is { } reported) call.Db.Enqueue(reported);
        await TellEvidenceAsync(call, before, state, now);
    }

    /// <summary>Informs services that took findings over about photos that arrived later.</summary>
    static async Task TellEvidenceAsync(FieldCall call, FieldState before, FieldState state, DateTimeOffset now)
    {
        var late = state.Photos.ExceptBy(before.Photos.Select(e => e.Id), e => e.Id).Select(e => e.FindingId).OfType<Guid>()
            .Intersect(before.Findings.Select(e => e.Id)).ToList();
        if (late.Count == 0) return;
        foreach (var finding in await call.Db.Set<Finding>().Where(f => late.Contains(f.Id)).ToListAsync(call.Cancellation))
        {
            var evidence = state.Photos.Where(e => e.FindingId == finding.Id).Select(e => e.Sha256!).Distinct().Order(StringComparer.Ordinal).ToList();
            if (finding.TellEvidence(evidence, now) is { } fact) call.Db.Enqueue(fact);
        }
    }

    /// <summary>The next register reference of the year.</summary>
    internal static async Task<string> NumberAsync(FieldCall call, DateTimeOffset now)
    {
        var year = FieldLabels.DayAt(now).Year;
        return $"V{year}-{await call.Db.NextNumberAsync(call.Caller.District, Series.Visit, year, call.Cancellation):D4}";
    }

    /// <summary>SHA-256 of the files that entries of a visit name and whose bytes have not arrived.</summary>
    internal static Task<List<string>> MissingFilesAsync(FieldCall call, Guid visit) =>
        call.Db.Set<FieldEntry>().Where(e => e.VisitId == visit && e.Kind == EntryKind.Photo
                && !call.Db.Set<FieldFile>().Any(f => f.VisitId == visit && f.Sha256 == e.Sha256))
            .Select(e => e.Sha256!).Distinct().OrderBy(hash => hash).ToListAsync(call.Cancellation);

    static async Task RequireMandateAsync(FieldCall call, VisitParties parties, Visit visit, List<FieldEntry> taken)
    {
        var findings = taken.Where(entry => entry.Kind is EntryKind.Finding).ToList();
        if (findings.Count > 0)
        {
            var party = await parties.FindAsync(visit.PartyId, call.Cancellation) ?? throw new RuleViolation(VisitPartyUnfit);
            foreach (var entry in findings)
            {
                foreach (var unit in entry.Content.Finding!.Units) party.Mandate.Require(unit, entry.Content.Finding.Field, FieldLabels.DayAt(entry.RecordedAt));
            }
        }

        var unknown = taken.Where(entry => entry.Kind is EntryKind.Check && !visit.EarlierFindings.Contains(entry.FindingId!.Value));
        if (unknown.Any()) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "entry.finding_unknown");
    }

    static void Check(EntryRequest request, DateTimeOffset deviceTime)
    {
        if (request.Id.Version != 7) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "entry.id");
        if (request.Content.Kind is null) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "entry.one_part");
        if (request.RecordedAt > deviceTime + Jitter) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "entry.recorded_later");
    }

    static FieldEntry EntryOf(EntryRequest request, Visit visit, FieldCall call, int difference, DateTimeOffset now)
    {
        var content = request.Content;
        var recorded = request.RecordedAt.ToUniversalTime();
        recorded = recorded.AddTicks(-(recorded.Ticks % TimeSpan.TicksPerMicrosecond)); // as the database stores it
        return new()
        {
            VisitId = visit.Id,
            Id = request.Id,
            District = visit.District,
            Kind = content.Kind!.Value,
            By = call.Caller.UserId,
            ByName = call.Caller.Name,
            RecordedAt = recorded,
            ReceivedAt = now,
            ClockDifference = difference,
            Content = content,
            Hash = FieldEntry.HashOf(call.Caller.UserId, recorded, content),
            FindingId = content.Photo?.FindingId ?? content.Check?.FindingId,
            Sha256 = content.Photo?.Sha256,
        };
    }
}
