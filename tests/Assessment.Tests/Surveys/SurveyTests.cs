using System.Net;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Surveys;

/// <summary>Surveys (R40) through the service: one answer per person, anonymous, with a floor.</summary>
public sealed class SurveyTests(AssessmentPlatform platform)
{
    static readonly object Answer = new { opinions = new[] { "satisfied", "fair" } };

    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    string Public => $"{Affairs.Path}/public/{_ours.District}/surveys";

    SampleAccount Supervisor => platform.Accounts.Holder(Cppcc.Supervisor);

    [Fact]
    public async Task Of_answers_sent_at_one_instant_a_person_has_one()
    {
        var survey = await SurveyRecords.OpenAsync(_ours);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _api.PostAsync(Supervisor, $"{SurveyRecords.Path}/{survey}/answers", Answer)));
        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "survey.answered"));
        Assert.Equal(1, await AnswersAsync(survey));
    }

    [Fact]
    public async Task A_one_time_code_is_good_for_one_answer_however_often_it_is_sent()
    {
        var survey = await SurveyRecords.OpenAsync(_ours);
        var codes = await SurveyRecords.CodesAsync(_ours, survey, 4);
        var answers = await Task.WhenAll(codes.SelectMany(code => Enumerable.Repeat(code, 5)).Select(code => AnswerAsync(survey, code)));
        Assert.Equal(4, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "survey.code_invalid"));
        (await AnswerAsync(survey, "2222-2222-2222")).Refused(HttpStatusCode.Conflict, "survey.code_invalid");
        (await AnswerAsync(await SurveyRecords.OpenAsync(_ours), codes[0])).Refused(HttpStatusCode.Conflict, "survey.code_invalid");
        Assert.Equal(4, await AnswersAsync(survey));
    }

    /// <summary>No row anywhere holds an answer: not even with every table at hand can one be linked to a person.</summary>
    [Fact]
    public async Task No_table_has_room_for_an_answer_nor_for_when_it_was_given()
    {
        var survey = await SurveyRecords.OpenAsync(_ours);
        var codes = await SurveyRecords.CodesAsync(_ours, survey, 6);
        foreach (var code in codes) (await AnswerAsync(survey, code, "verySatisfied", "dissatisfied")).Ok();
        (await _api.PostAsync(Supervisor, $"{SurveyRecords.Path}/{survey}/answers", Answer)).Ok();
        var columns = await platform.ScalarAsync<string[]>(
            """
            select array_agg(table_name || '.' || column_name order by 1) from information_schema.columns
            where table_name in ('survey_participants', 'survey_codes', 'survey_tallies')
            """);
        Assert.Equal(
            [
                "survey_codes.district", "survey_codes.hash", "survey_codes.survey_id", "survey_codes.used", "survey_participants.district",
                "survey_participants.hash", "survey_participants.survey_id", "survey_tallies.answers", "survey_tallies.counts", "survey_tallies.district",
                "survey_tallies.survey_id",
            ],
            columns!.Order(StringComparer.Ordinal));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from survey_tallies where survey_id = $1", survey));
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from outbox where partition_key = $1 and type <> 'SurveyAnnounced'", survey));
        Assert.Equal(6, await platform.ScalarAsync<long>("select count(*) from survey_codes where survey_id = $1 and used and octet_length(hash) = 32", survey));
    }

    [Fact]
    public async Task Results_are_told_after_the_closing_with_counts_and_intervals_and_cells_below_the_floor_together()
    {
        var survey = await SurveyRecords.OpenAsync(_ours, SurveyRecords.Body(_ours, "public", ["甲镇", "乙镇", "丙镇"], ["窗口服务态度"]));
        var codes = await SurveyRecords.CodesAsync(_ours, survey, 16);
        for (var i = 0; i < codes.Count; i++)
        {
            var group = i < 8 ? 0 : i < 14 ? 1 : 2; // eight, six and two
            (await _api.PostAsync(Actor.Nobody, $"{Public}/{survey}/answers", new { code = codes[i], opinions = new[] { i % 4 == 0 ? "fair" : "satisfied" }, group })).Ok();
        }

        (await _api.GetAsync(_ours.Office, $"{SurveyRecords.Path}/{survey}/results")).Refused(HttpStatusCode.Conflict, "survey.not_closed");
        await SurveyRecords.EndAsync(_ours, survey);
        var results = (await _api.GetAsync(_ours.Contact, $"{SurveyRecords.Path}/{survey}/results")).Ok().Json;
        Assert.Equal(16, results.GetProperty("answers").GetInt32());
        var question = results.GetProperty("questions")[0];
        Assert.Equal(12, question.GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("opinion").GetString() == "satisfied").GetProperty("count").GetInt32());
        Assert.Equal(0.75, question.GetProperty("satisfied").GetProperty("value").GetDouble());
        Assert.Equal(0.505, question.GetProperty("satisfied").GetProperty("low").GetDouble(), 3);
        var cells = results.GetProperty("breakdown").EnumerateArray().Select(c => (string.Join(',', c.GetProperty("names").EnumerateArray()), c.GetProperty("answers").GetInt32()));
        Assert.Equal([("甲镇", 8), ("乙镇,丙镇", 8)], cells);
    }

    [Fact]
    public async Task Of_fewer_than_five_answers_nothing_is_told_and_the_counters_stay_closed()
    {
        var survey = await SurveyRecords.OpenAsync(_ours);
        foreach (var code in await SurveyRecords.CodesAsync(_ours, survey, 4)) (await AnswerAsync(survey, code)).Ok();
        await SurveyRecords.EndAsync(_ours, survey);
        var results = (await _api.GetAsync(_ours.Office, $"{SurveyRecords.Path}/{survey}/results")).Ok().Json;
        Assert.Equal(System.Text.Json.JsonValueKind.Null, results.GetProperty("answers").ValueKind);
        Assert.Empty(results.GetProperty("questions").EnumerateArray());
    }

    [Fact]
    public async Task The_public_sees_open_surveys_that_ask_it_and_answers_only_in_time()
    {
        var (open, internalOnly, draft) = (
            await SurveyRecords.OpenAsync(_ours), await SurveyRecords.OpenAsync(_ours, SurveyRecords.Body(_ours, "supervisors")), await SurveyRecords.DraftAsync(_ours));
        var seen = (await _api.GetAsync(Actor.Nobody, Public)).Ok().Json.EnumerateArray().Select(s => s.GetProperty("id").GetGuid()).ToList();
        Assert.Contains(open, seen);
        Assert.DoesNotContain(internalOnly, seen);
        Assert.DoesNotContain(draft, seen);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(Actor.Nobody, $"{Public}/{draft}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(Actor.Nobody, $"{Affairs.Path}/public/330302/surveys/{open}")).Status);
        var code = (await SurveyRecords.CodesAsync(_ours, open, 1))[0];
        (await AnswerAsync(open, code, "satisfied")).Refused(HttpStatusCode.Conflict, "survey.answer");
        await SurveyRecords.EndAsync(_ours, open);
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(open, code)).Status);
        (await _api.PostAsync(Supervisor, $"{SurveyRecords.Path}/{open}/answers", Answer)).Refused(HttpStatusCode.Conflict, "survey.not_open");
    }

    [Fact]
    public async Task What_is_announced_stands_also_against_the_owner_of_the_database()
    {
        var survey = await SurveyRecords.OpenAsync(_ours);
        foreach (var change in (string[])["questions = '[\"换\"]'", "closes = closes + interval '1 day'", "audience = 'Public'", "status = 'Draft'"])
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => platform.ExecuteAsync($"update surveys set {change} where id = $1", survey));
    }

    Task<Answer> AnswerAsync(Guid survey, string code, params string[] opinions) => _api.PostAsync(
        Actor.Nobody, $"{Public}/{survey}/answers", new { code, opinions = opinions.Length > 0 ? opinions : ["satisfied", "fair"] });

    Task<int> AnswersAsync(Guid survey) => platform.ScalarAsync<int>("select answers from survey_tallies where survey_id = $1", survey);
}
