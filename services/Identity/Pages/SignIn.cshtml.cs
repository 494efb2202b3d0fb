using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Supervision.Identity.Sessions;
using Supervision.Identity.SignIn;

namespace Supervision.Identity.Pages;

internal sealed class SignInModel(PasswordSignIn passwords, SessionRegister sessions, ILogger<SignInModel> log) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    /// <summary>Key of the text that explains why sign-in failed.</summary>
    public string? Problem { get; private set; }

    public string? Invalid => Problem is null ? null : "true";

    public string? DescribedBy => Problem is null ? null : "problem";

    public IActionResult OnGet() => LeadsAway ? BadRequest() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (LeadsAway) return BadRequest();
        if (string.IsNullOrWhiteSpace(Username) || string.IsNullOrEmpty(Password)) return Refuse("signin.incomplete");
        if (Username.Length > 128 || Password.Length > 256) return Refuse("signin.refused");

        var (outcome, user) = await passwords.TryAsync(Username, Password, HttpContext.RequestAborted);
        if (user is null)
        {
            log.LogInformation("Sign-in from {Address}: {Outcome}", HttpContext.Connection.RemoteIpAddress, outcome);
            return Refuse(outcome is SignInOutcome.LockedOut ? "signin.locked" : "signin.refused");
        }

        await sessions.BeginAsync(HttpContext, user);
        log.LogInformation("User {User} signed in", user.Id);
        return LocalRedirect(ReturnUrl ?? "~/");
    }

    bool LeadsAway => ReturnUrl is { Length: > 0 } && !Url.IsLocalUrl(ReturnUrl);

    PageResult Refuse(string problem)
    {
        (Problem, Password) = (problem, null);
        ModelState.Clear();
        return Page();
    }
}
