using System.Net;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>The joint leading group and the joint rules (R3): recorded in every version, visible to both bodies of the district.</summary>
public sealed class GovernanceTests(TopicsPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Gatherings _ours = new(platform);

    public static object Group(Gatherings district, string post = "组长") => new
    {
        members = new object[]
        {
            new { userId = district.Chair.UserId, name = district.Chair.Name, body = "cppcc", post },
            new { userId = district.Leader.UserId, name = district.Leader.Name, body = "discipline", post = "副组长" },
            new { name = "纪委一室负责人", body = "discipline", post = "成员" },
        },
        from = "2026-01-01",
        basis = "示例办〔2026〕1号",
    };

    [Fact]
    public async Task The_leading_group_keeps_its_versions_and_has_members_of_both_bodies()
    {
        const string Path = "/api/topics/leading-group";
        var before = (await _api.GetAsync(_ours.Office, Path)).EntityTag;
        var first = (await _api.PutAsync(_ours.Office, Path, Group(_ours), before)).Ok();
        (await _api.PutAsync(_ours.Liaison, Path, Group(_ours), before)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _api.PutAsync(_ours.Liaison, Path, Group(_ours))).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PutAsync(_ours.Liaison, Path, Group(_ours, "联合组长"), first.EntityTag)).Ok();
        var oneSided = new { members = new[] { new { name = "甲", body = "cppcc", post = "组长" }, new { name = "乙", body = "cppcc", post = "成员" } }, from = "2026-01-01" };
        (await _api.PutAsync(_ours.Office, Path, oneSided, "*")).Refused(HttpStatusCode.Conflict, "leading_group.one_sided");
        foreach (var reader in new[] { _ours.Member, _ours.Handler })
        {
            Assert.Equal("联合组长", (await _api.GetAsync(reader, Path)).Ok().Json.GetProperty("members")[0].GetProperty("post").GetString());
            Assert.True((await _api.GetAsync(reader, $"{Path}/versions")).Ok().Json.GetArrayLength() >= 2);
        }
    }

    [Fact]
    public async Task A_document_of_the_joint_rules_keeps_its_versions()
    {
        const string Path = "/api/topics/joint-rules";
        var added = (await _api.PostAsync(_ours.Liaison, Path, Gatherings.Rule("第一条"))).Ok();
        var id = added.Id;
        (await _api.PutAsync(_ours.Office, $"{Path}/{id}", Gatherings.Rule("第一条（修订）"), added.EntityTag)).Ok();
        (await _api.PutAsync(_ours.Office, $"{Path}/{id}", Gatherings.Rule("第一条（再修订）"), added.EntityTag)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        var versions = (await _api.GetAsync(_ours.Member, $"{Path}/{id}")).Ok().Json;
        Assert.Equal(["第一条（修订）", "第一条"], versions.EnumerateArray().Select(v => v.GetProperty("text").GetString()));
        var listed = (await _api.GetAsync(_ours.Handler, Path)).Ok().Json.EnumerateArray().Single(rule => rule.GetProperty("id").GetGuid() == id);
        Assert.Equal(2, listed.GetProperty("version").GetInt32());
        (await _api.GetAsync(platform.Accounts.Holder(Cppcc.Office, SampleAccounts.Lucheng), $"{Path}/{id}")).Refused(HttpStatusCode.NotFound, "not_found");
    }
}
