using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Supervision.Contracts;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ServiceDefaults.Tests;

public sealed class RequestTests
{
    [Theory]
    [InlineData("围栏外\n第二行\t", true)]
    [InlineData("𠮷", true)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u001bb", false)]
    [InlineData("12345678901", false)]
    public void Plain_text_is_text(string value, bool valid) => Assert.Equal(valid, new PlainTextAttribute(10).IsValid(value));

    [Fact]
    public void Half_a_character_is_no_text() => Assert.False(new PlainTextAttribute(10).IsValid("a\ud842b")); // not as InlineData, which would repair it

    [Fact]
    public void A_cursor_comes_back_as_it_went()
    {
        Assert.Null(Cursor.Decode(null, 2));
        Assert.Equal(["〔2026〕12号", "x"], Cursor.Decode(Cursor.Encode("〔2026〕12号", "x"), 2)!);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    [InlineData("WyJhIl0")] // ["a"]: one value, two wanted
    public void A_cursor_of_another_make_is_refused(string cursor) =>
        Assert.Equal((400, "request.cursor"), Refusal(() => Cursor.Decode(cursor, 2)));

    [Theory]
    [InlineData("\"7\"", null, null)]
    [InlineData("*", null, null)]
    [InlineData("\"6\", \"7\"", null, null)]
    [InlineData("\"6\"", 412, "precondition.failed")]
    [InlineData("W/\"7\"", 412, "precondition.failed")]
    [InlineData(null, 428, "precondition.required")]
    public void If_match_is_held_against_the_version(string? header, int? status, string? code)
    {
        var context = new DefaultHttpContext();
        if (header is not null) context.Request.Headers.IfMatch = header;
        if (status is null) context.Request.CheckMatch(7, required: true);
        else Assert.Equal((status.Value, code), Refusal(() => context.Request.CheckMatch(7, required: true)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not an address")]
    public async Task Without_a_trusted_issuer_nothing_starts(string? authority)
    {
        var builder = WebApplication.CreateBuilder().AddServiceDefaults("sample").AddSignIn("clues");
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Identity:Authority"] = authority;
        await using var app = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Authority", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_role_name_is_another_role_in_another_body()
    {
        var caller = new Caller(Guid.NewGuid(), "n", "330305", Bodies.Cppcc, new[] { "admin" }.ToFrozen(), null);
        Assert.True(caller.Is(Cppcc.Admin));
        Assert.False(caller.Is(Discipline.Admin));
    }

    static (int, string) Refusal(Action act)
    {
        var problem = Assert.Throws<RequestProblem>(act);
        return (problem.Status, problem.Code);
    }
}

file static class Sets
{
    public static System.Collections.Frozen.FrozenSet<string> ToFrozen(this string[] values) =>
        System.Collections.Frozen.FrozenSet.ToFrozenSet(values, StringComparer.Ordinal);
}
