using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Supervision.Assessment.Access;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Surveys;

/// <param name="Introduction">What it is about and how the answers are used.</param>
/// <param name="Unit">Code of the unit it is about, with its name.</param>
/// <param name="Questions">1 to 20, each answered by an opinion.</param>
/// <param name="Groups">2 to 12 groups, of which each respondent names their own; empty to break down by audience.</param>
public sealed record SurveyRequest(
    [PlainText(200)] string Heading, [PlainText(4000)] string Introduction, SurveyAudience Audience,
    [MinLength(1), MaxLength(20), PlainText(300)] IReadOnlyList<string> Questions, DateTimeOffset Opens, DateTimeOffset Closes,
    [PlainText(40)] string? Unit = null, [PlainText(200)] string? UnitName = null, Guid? TopicId = null,
    [MaxLength(12), PlainText(60)] IReadOnlyList<string>? Groups = null)
{
    internal SurveyContent Content => new(Heading, Introduction, Unit, UnitName ?? Unit, TopicId, Audience, Questions, Groups ?? [], Opens, Closes);
}

public sealed record CodesRequest([Range(1, 2000)] int Count);

/// <summary>The only response that shows the codes.</summary>
public sealed record CodesView(IReadOnlyList<string> Codes);

/// <param name="Opinions">One for each question, in order.</param>
/// <param name="Group">Number of the respondent's group, from 0, if the survey has groups.</param>
public sealed record AnswerRequest([MinLength(1), MaxLength(20)] IReadOnlyList<Opinion> Opinions, int? Group = null);

/// <param name="Code">As handed out; good for one answer.</param>
/// <inheritdoc cref="AnswerRequest"/>
public sealed record PublicAnswerRequest(
    [RegularExpression(OneTimeCode.Pattern)] string Code, [MinLength(1), MaxLength(20)] IReadOnlyList<Opinion> Opinions, int? Group = null);

public sealed record SurveyView(
    Guid Id, string Heading, string Introduction, string? Unit, string? UnitName, Guid? TopicId, SurveyAudience Audience, IReadOnlyList<string> Questions,
    IReadOnlyList<string> Groups, DateTimeOffset Opens, DateTimeOffset Closes, SurveyStatus Status, bool Open, int CodesIssued)
{
    internal static SurveyView For(Survey s, DateTimeOffset now) => new(
        s.Id, s.Heading, s.Introduction, s.Unit, s.UnitName, s.TopicId, s.Audience, s.Questions, s.Groups, s.Opens, s.Closes, s.Status, s.IsOpen(now), s.CodesIssued);
}

/// <summary>What the public sees of an open survey.</summary>
public sealed record PublicSurveyView(
    Guid Id, string Heading, string Introduction, string? UnitName, IReadOnlyList<string> Questions, IReadOnlyList<string> Groups, DateTimeOffset Closes)
{
    internal static PublicSurveyView For(Survey s) => new(s.Id, s.Heading, s.Introduction, s.UnitName, s.Questions, s.Groups, s.Closes);
}

/// <summary>One-time code for an answer from the public. Only its hash is kept.</summary>
internal static class OneTimeCode
{
    /// <summary>Without letters and digits that look alike.</summary>
    const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public const string Pattern = "^[2-9A-HJ-NP-Za-hj-np-z]{4}-?[2-9A-HJ-NP-Za-hj-np-z]{4}-?[2-9A-HJ-NP-Za-hj-np-z]{4}$";

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 12).Chunk(4).Select(part => new string(part)));

    public static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
}

/// <summary>
/// Who reads surveys: those who run assessment read all, the party announced ones, supervisors those addressed to them, units closed ones about them.
/// </summary>
internal class SurveyAccess
{
    public static readonly Role[] ResultReaders = [.. AssessmentAccess.Joint, Others.Reviewer, Others.Contact];

    /// <param name="now">A unit's contacts see a survey about the unit once it is closed.</param>
    public virtual Expression<Func<Survey, bool>> Readable(Caller caller, DateTimeOffset now)
    {
        var (district, unit) = (caller.District, caller.Unit);
        if (caller.IsAny(AssessmentAccess.Joint)) return survey => survey.District == district;
        if (caller.Is(Others.Reviewer)) return survey => survey.District == district && survey.Status == SurveyStatus.Announced;
        if (caller.Is(Cppcc.Supervisor))
            return survey => survey.District == district && survey.Status == SurveyStatus.Announced && survey.Audience != SurveyAudience.Public;
        if (caller.Is(Others.Contact))
            return survey => survey.District == district && survey.Status == SurveyStatus.Announced && survey.Closes <= now && survey.Unit == unit;
        return _ => false;
    }
}
