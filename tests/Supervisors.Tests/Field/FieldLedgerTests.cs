using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Visits;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>The ledger of a visit's entries gives the same result in whatever order, parts and repetitions they arrive.</summary>
public sealed class FieldLedgerTests
{
    const int Walks = 10_000;

    static readonly DateTimeOffset Morning = new(2026, 5, 6, 1, 0, 0, TimeSpan.Zero);
    static readonly Guid Visit = Guid.CreateVersion7(Morning);
    static readonly Guid[] Squad = [Guid.NewGuid(), Guid.NewGuid()];

    [Fact]
    public void Ten_thousand_interleavings_end_in_the_same_state()
    {
        for (var seed = 0; seed < Walks; seed++)
        {
            var random = new Random(seed);
            var entries = Entries(random);
            var expected = Tell(Upload(entries, [entries]));
            var uploads = Uploads(entries, random);
            var actual = Tell(Upload(entries, uploads));
            Assert.True(expected == actual, $"Seed {seed}:\n{expected}\n{actual}");
        }
    }

    [Fact]
    public void Another_content_under_the_same_id_conflicts_and_changes_nothing()
    {
        var entry = Entry(Guid.CreateVersion7(), 0, new(Finding: new("一", "二", FindingSeverity.Minor, ["U1"], null, null)), Squad[0]);
        var ledger = new FieldLedger([entry]);
        var before = Tell(ledger);
        Assert.Equal(EntryOutcome.Conflicting, ledger.Take(Entry(entry.Id, 0, new(Finding: new("一", "三", FindingSeverity.Minor, ["U1"], null, null)), Squad[0])));
        Assert.Equal(EntryOutcome.Conflicting, ledger.Take(Entry(entry.Id, 0, entry.Content, Squad[1])));
        Assert.Equal(EntryOutcome.AlreadyThere, ledger.Take(Entry(entry.Id, 0, entry.Content, Squad[0])));
        Assert.Equal(before, Tell(ledger));
    }

    [Fact]
    public void Everything_waits_for_the_start_and_a_photo_for_its_finding()
    {
        var finding = Entry(Guid.CreateVersion7(), 1, new(Finding: new("一", "二", FindingSeverity.Minor, ["U1"], null, null)), Squad[0]);
        var photo = Entry(Guid.CreateVersion7(), 2, new(Photo: new(finding.Id, new string('a', 64), Morning, null, null)), Squad[0]);
        var ledger = new FieldLedger([photo]);
        Assert.Equal([photo.Id], ledger.State().Waiting);
        ledger.Take(Entry(Guid.CreateVersion7(), 0, new(Start: new(null)), Squad[0]));
        Assert.Equal([photo.Id], ledger.State().Waiting);
        ledger.Take(finding);
        Assert.Empty(ledger.State().Waiting);
        Assert.Equal([photo], ledger.State().Photos);
    }

    [Fact]
    public void Of_two_starts_the_first_by_the_devices_clocks_counts()
    {
        var (late, early) = (Entry(Guid.CreateVersion7(), 5, new(Start: new(null)), Squad[0]), Entry(Guid.CreateVersion7(), 1, new(Start: new(null)), Squad[1]));
        Assert.Equal(early, new FieldLedger([late, early]).State().Start);
        Assert.Equal(early, new FieldLedger([early, late]).State().Start);
    }

    /// <summary>Entries two phones may send from a visit.</summary>
    static List<FieldEntry> Entries(Random random)
    {
        List<FieldEntry> entries = [];
        FieldEntry Add(EntryContent content)
        {
            var entry = Entry(Guid.CreateVersion7(Morning.AddSeconds(random.Next(10_000))), random.Next(300), content, Squad[random.Next(2)]);
            entries.Add(entry);
            return entry;
        }

        for (var i = random.Next(1, 3); i > 0; i--) Add(new(Start: new(null)));
        for (var i = random.Next(0, 5); i > 0; i--)
        {
            var finding = Add(new(Finding: new($"发现{i}", "情况", (FindingSeverity)random.Next(3), ["U1"], null, null)));
            for (var p = random.Next(0, 4); p > 0; p--) Add(new(Photo: new(finding.Id, Convert.ToHexStringLower(Bytes(random)), Morning, null, null)));
        }

        if (random.Next(2) == 0) Add(new(Photo: new(null, Convert.ToHexStringLower(Bytes(random)), Morning, null, null)));
        if (random.Next(3) == 0) Add(new(Check: new(Guid.NewGuid(), (CheckResult)random.Next(4), null)));
        for (var i = random.Next(0, 3); i > 0; i--) Add(new(Report: new($"报告{i}")));
        return entries;
    }

    /// <summary>The entries in parts, in any order, some twice; an interrupted part is sent again completely.</summary>
    static List<List<FieldEntry>> Uploads(List<FieldEntry> entries, Random random)
    {
        var shuffled = entries.Concat(entries.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        List<List<FieldEntry>> uploads = [];
        for (var at = 0; at < shuffled.Length;)
        {
            var part = shuffled.Skip(at).Take(random.Next(1, 5)).ToList();
            if (random.Next(4) == 0) uploads.Add([.. part.Take(random.Next(part.Count))]);
            uploads.Add(part);
            at += part.Count;
        }

        return uploads;
    }

    /// <summary>As the service does it: each upload is merged with what is stored, and additions are stored.</summary>
    static FieldLedger Upload(List<FieldEntry> all, List<List<FieldEntry>> uploads)
    {
        List<FieldEntry> stored = [];
        foreach (var upload in uploads)
        {
            var ledger = new FieldLedger(stored);
            var (before, outcomes) = (ledger.State(), upload.Select(entry => (entry, Outcome: ledger.Take(entry))).ToList());
            Assert.DoesNotContain(outcomes, o => o.Outcome is EntryOutcome.Conflicting);
            stored.AddRange(outcomes.Where(o => o.Outcome is EntryOutcome.Taken).Select(o => o.entry));
            var after = ledger.State();
            Assert.Empty(before.Findings.Except(after.Findings)); // what took effect stays in effect
            Assert.Empty(before.Photos.Except(after.Photos));
            Assert.Empty(before.Reports.Except(after.Reports));
        }

        Assert.Equal(all.Count, stored.Count);
        return new FieldLedger(stored);
    }

    static string Tell(FieldLedger ledger)
    {
        var state = ledger.State();
        static string Ids(IEnumerable<FieldEntry> entries) => string.Join(',', entries.Select(entry => entry.Id));
        return $"{ledger.Count} start {state.Start?.Id} findings {Ids(state.Findings)} photos {Ids(state.Photos)} checks {Ids(state.Checks)} reports {Ids(state.Reports)} waiting {string.Join(',', state.Waiting)}";
    }

    static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    static FieldEntry Entry(Guid id, int minute, EntryContent content, Guid by)
    {
        var at = Morning.AddMinutes(minute);
        return new()
        {
            VisitId = Visit,
            Id = id,
            District = "330305",
            Kind = content.Kind!.Value,
            By = by,
            ByName = "示例",
            RecordedAt = at,
            ReceivedAt = at,
            ClockDifference = 0,
            Content = content,
            Hash = FieldEntry.HashOf(by, at, content),
            FindingId = content.Photo?.FindingId ?? content.Check?.FindingId,
            Sha256 = content.Photo?.Sha256,
        };
    }
}
