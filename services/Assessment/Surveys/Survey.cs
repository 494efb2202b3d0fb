using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Surveys;

public enum SurveyStatus
{
    Draft,

    /// <summary>Open to answers from its opening to its closing; its questions never change again.</summary>
    Announced,
}

public enum SurveyAudience
{
    /// <summary>Supervisors, signed in.</summary>
    Supervisors,

    /// <summary>The public, each with a one-time code.</summary>
    Public,
    Both,
}

/// <summary>An opinion on what a question asks.</summary>
public enum Opinion
{
    VerySatisfied,
    Satisfied,
    Fair,
    Dissatisfied,
    VeryDissatisfied,
    NoOpinion,
}

/// <summary>Codes of the rules surveys can break; their texts are in Problems.resx.</summary>
internal static class SurveyRules
{
    public const string Times = "survey.times";
    public const string Groups = "survey.groups";
    public const string NotDraft = "survey.not_draft";
    public const string NotOpen = "survey.not_open";
    public const string NoCodes = "survey.no_codes";
    public const string TooManyCodes = "survey.too_many_codes";
    public const string Answer = "survey.answer";
    public const string Answered = "survey.answered";
    public const string CodeInvalid = "survey.code_invalid";
    public const string NotClosed = "survey.not_closed";
}

/// <summary>Content of a survey: questions, audience and period.</summary>
/// <param name="Unit">Code of the unit it is about; null if it is about a topic or the whole.</param>
/// <param name="Questions">Each answered by an <see cref="Opinion"/>.</param>
/// <param name="Groups">The one breakdown of the result; empty to break it down by audience.</param>
internal sealed record SurveyContent(
    string Heading, string Introduction, string? Unit, string? UnitName, Guid? TopicId, SurveyAudience Audience,
    IReadOnlyList<string> Questions, IReadOnlyList<string> Groups, DateTimeOffset Opens, DateTimeOffset Closes);

/// <summary>A satisfaction survey (行风评议、满意度测评, R40).</summary>
public sealed class Survey : IVersioned
{
    public const int MostCodes = 20_000;

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string Introduction { get; private set; } = "";

    /// <summary>Code of the unit it is about.</summary>
    public string? Unit { get; private set; }

    public string? UnitName { get; private set; }

    public Guid? TopicId { get; private set; }

    public SurveyAudience Audience { get; private set; }

    public IReadOnlyList<string> Questions { get; private set; } = [];

    public IReadOnlyList<string> Groups { get; private set; } = [];

    public DateTimeOffset Opens { get; private set; }

    public DateTimeOffset Closes { get; private set; }

    public SurveyStatus Status { get; private set; }

    public int CodesIssued { get; private set; }

    public Guid DraftedBy { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Names of the breakdown's cells; one nameless cell if there is no breakdown.</summary>
    internal IReadOnlyList<string> Cells => Groups.Count > 0 ? Groups : Audience is SurveyAudience.Both ? ["特邀监督员", "群众"] : [""];

    Survey()
    {
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.times, survey.groups</exception>
    internal static Survey Draft(SurveyContent content, Caller by, DateTimeOffset now)
    {
        var survey = new Survey { Id = Guid.CreateVersion7(now), District = by.District, DraftedBy = by.UserId };
        survey.Write(content, now);
        return survey;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.not_draft, survey.times, survey.groups</exception>
    internal void Write(SurveyContent content, DateTimeOffset now)
    {
        Require(Status is SurveyStatus.Draft, SurveyRules.NotDraft);
        Require(content.Opens < content.Closes && content.Closes > now, SurveyRules.Times);
        Require(content.Groups.Count != 1 && content.Groups.Distinct().Count() == content.Groups.Count, SurveyRules.Groups);
        (Heading, Introduction, Unit, UnitName, TopicId) = (content.Heading, content.Introduction, content.Unit, content.UnitName, content.TopicId);
        (Audience, Questions, Groups) = (content.Audience, content.Questions, content.Groups);
        (Opens, Closes) = (content.Opens.ToUniversalTime(), content.Closes.ToUniversalTime());
    }

    /// <summary>Opens it to answers; its questions are fixed from here on.</summary>
    /// <param name="supervisors">Supervisors to notify, if supervisors are asked.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.not_draft, survey.times</exception>
    internal (SurveyTally Tally, SurveyAnnounced Fact) Announce(IReadOnlyList<Guid> supervisors, Caller by, DateTimeOffset now)
    {
        Require(Status is SurveyStatus.Draft, SurveyRules.NotDraft);
        Require(Closes > now, SurveyRules.Times);
        Status = SurveyStatus.Announced;
        var tally = new SurveyTally { SurveyId = Id, District = District, Answers = 0, Counts = new int[Questions.Count * Cells.Count * SurveyTally.Choices] };
        return (tally, new(Id, District, Audience is SurveyAudience.Public ? [] : supervisors, Closes, by.UserId, now));
    }

    /// <summary>Closes it early; it can never be reopened.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.not_open</exception>
    internal void End(DateTimeOffset now)
    {
        Require(Status is SurveyStatus.Announced && now < Closes, SurveyRules.NotOpen);
        Closes = now;
    }

    /// <summary>Registers codes to hand out.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.not_open, survey.no_codes, survey.too_many_codes</exception>
    internal void IssueCodes(int count, DateTimeOffset now)
    {
        Require(Status is SurveyStatus.Announced && now < Closes, SurveyRules.NotOpen);
        Require(Audience is not SurveyAudience.Supervisors, SurveyRules.NoCodes);
        Require(CodesIssued + count <= MostCodes, SurveyRules.TooManyCodes, MostCodes);
        CodesIssued += count;
    }

    internal bool IsOpen(DateTimeOffset now) => Status is SurveyStatus.Announced && Opens <= now && now < Closes;

    internal bool IsClosed(DateTimeOffset now) => Status is SurveyStatus.Announced && Closes <= now;

    /// <summary>The counters an answer raises, one per question, 1-based as in the database.</summary>
    /// <param name="cell">The cell of the breakdown the answer belongs to.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.answer: an opinion on each question, and nothing else.</exception>
    internal int[] Positions(IReadOnlyList<Opinion> opinions, int cell)
    {
        Require(opinions.Count == Questions.Count && cell >= 0 && cell < Cells.Count, SurveyRules.Answer);
        return [.. opinions.Select((opinion, question) => SurveyTally.Index(Cells.Count, question, cell, opinion) + 1)];
    }

    /// <summary>The cell an answer belongs to.</summary>
    /// <param name="group">Number of the group given, from 0; null if the survey has none.</param>
    internal int CellOf(int? group, bool isPublic)
    {
        Require(group is null == (Groups.Count == 0), SurveyRules.Answer);
        return group ?? (Audience is SurveyAudience.Both && isPublic ? 1 : 0);
    }
}

/// <summary>
/// How often each opinion was given; nothing else of the answers is kept. No single answer exists anywhere, so none can be linked to a person by
/// order, by time or by the row's transaction, which is the same for all counters of a survey.
/// </summary>
internal sealed class SurveyTally
{
    /// <summary>Number of possible opinions.</summary>
    public const int Choices = 6;

    public required Guid SurveyId { get; init; }

    public required string District { get; init; }

    public required int Answers { get; init; }

    /// <summary>By question, then cell of the breakdown, then opinion.</summary>
    public required int[] Counts { get; init; }

    public static int Index(int cells, int question, int cell, Opinion opinion) => (((question * cells) + cell) * Choices) + (int)opinion;
}

/// <summary>Marks that a signed-in user answered a survey: a hash, with neither time nor content.</summary>
internal sealed class SurveyParticipant
{
    public required Guid SurveyId { get; init; }

    public required string District { get; init; }

    /// <summary>SHA-256 over survey and user.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A one-time code for somebody of the public; only its hash is kept.</summary>
internal sealed class SurveyCode
{
    public required Guid SurveyId { get; init; }

    public required string District { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] Hash { get; init; }

    public bool Used { get; init; }
}

internal sealed class SurveyConfiguration :
    IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<SurveyTally>, IEntityTypeConfiguration<SurveyParticipant>, IEntityTypeConfiguration<SurveyCode>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("surveys");
        builder.Property(s => s.Unit).HasMaxLength(40);
        builder.Property(s => s.Questions).IsJson();
        builder.Property(s => s.Groups).IsJson();
        builder.Ignore(s => s.Cells);
        builder.HasIndex(s => new { s.District, s.Closes });
    }

    public void Configure(EntityTypeBuilder<SurveyTally> builder)
    {
        builder.ToTable("survey_tallies");
        builder.HasKey(t => t.SurveyId);
        builder.HasOne<Survey>().WithOne().HasForeignKey<SurveyTally>(t => t.SurveyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyParticipant> builder)
    {
        builder.ToTable("survey_participants");
        builder.HasKey(p => new { p.SurveyId, p.Hash });
        builder.HasOne<Survey>().WithMany().HasForeignKey(p => p.SurveyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyCode> builder)
    {
        builder.ToTable("survey_codes");
        builder.HasKey(c => new { c.SurveyId, c.Hash });
        builder.HasOne<Survey>().WithMany().HasForeignKey(c => c.SurveyId).OnDelete(DeleteBehavior.Restrict);
    }
}
