using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using static Supervision.Supervisors.Teams.TeamRules;

namespace Supervision.Supervisors.Postings;

public enum PostingKind
{
    /// <summary>派驻重点项目</summary>
    KeyProject,

    /// <summary>力量下沉, to a locality.</summary>
    Locality,
}

/// <summary>Somebody of either body posted to a key project or a locality, from–to (R16).</summary>
public sealed class Posting : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public PostingKind Kind { get; private set; }

    /// <summary>The project or the locality.</summary>
    public string Name { get; private set; } = "";

    public Guid UserId { get; private set; }

    /// <summary>Codes of the units it concerns; a locality may concern none.</summary>
    public string[] Units { get; private set; } = [];

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedFor { get; private set; }

    public long Told { get; private set; }

    public Guid PostedBy { get; private set; }

    public DateTimeOffset PostedAt { get; private set; }

    public uint Version { get; private set; }

    Posting()
    {
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">posting.unsound</exception>
    public static Posting Post(PostingRequest request, Caller by, DateTimeOffset now)
    {
        var posting = new Posting { Id = Guid.CreateVersion7(now), District = by.District, UserId = request.UserId, Kind = request.Kind, PostedBy = by.UserId, PostedAt = now };
        posting.Take(request.Name, request.Units, request.From, request.Until);
        return posting;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">posting.over, posting.unsound</exception>
    public PostingChanged Change(PostingChange change, DateTimeOffset now)
    {
        Require(EndedAt is null, PostingOver);
        Take(change.Name, change.Units, change.From, change.Until);
        return Tell(now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">posting.over</exception>
    public PostingChanged End(string why, DateTimeOffset now)
    {
        Require(EndedAt is null, PostingOver);
        (EndedAt, EndedFor) = (now, why);
        return Tell(now);
    }

    public PostingChanged Tell(DateTimeOffset now) => new(Id, District, UserId, From, Until, EndedAt is null, ++Told, now);

    void Take(string name, IReadOnlyList<string> units, DateOnly from, DateOnly until)
    {
        Require(until >= from, PostingUnsound);
        (Name, Units, From, Until) = (name, [.. units.Distinct()], from, until);
    }
}

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("postings");
        builder.Property(p => p.Kind).HasMaxLength(12);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.From).HasColumnName("from_day");
        builder.Property(p => p.Until).HasColumnName("until_day");
        builder.Property(p => p.EndedFor).HasMaxLength(2000);
        builder.HasIndex(p => new { p.District, p.Id });
        builder.HasIndex(p => new { p.District, p.UserId });
    }
}

/// <summary>Running postings, as engagements.</summary>
internal sealed class PostingEngagements(SupervisorsDb db) : IEngagementSource
{
    public IQueryable<Engagement> Running(string district, DateOnly day) => db.Set<Posting>()
        .Where(p => p.District == district && p.EndedAt == null && p.Until >= day)
        .Select(p => new Engagement { Kind = EngagementKind.Posting, MatterId = p.Id, Name = p.Name, UserId = p.UserId, Units = p.Units, From = p.From, Until = p.Until });
}

internal static class PostingSecurity
{
    /// <summary>Those who run supervision read every posting, a posted person only their own; those who keep teams write them.</summary>
    public const string Declaration = """
        create policy platform on postings using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on postings for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on postings for select using (
            district = (select app_district()) and (select app_takes_part()) and user_id = (select app_user()));
        create policy post on postings for insert with check (district = app_district() and app_keeps() and posted_by = app_user());
        create policy change on postings for update using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps());
        """;
}
