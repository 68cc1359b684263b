using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Web.Pages.Administration;

/// <summary>
/// A page of forms that work without scripts and without a connection that stays open: each is posted to the page itself, which then shows
/// what was refused, or is requested again.
/// </summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Context { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the form was refused, in words; null where it was not.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>The address from which the form comes.</summary>
    protected string? Address => Context.ClientAddress();

    /// <summary>What was posted in a field, without spaces around it; null for nothing.</summary>
    /// <param name="name">The field's name.</param>
    protected string? Field(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The secret that was posted in a field, as it is; null for nothing.</summary>
    /// <param name="name">The field's name.</param>
    protected string? Secret(string name) =>
        Context.Request.HasFormContentType && Context.Request.Form[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The role that was posted by <see cref="GrantFields"/>; null where none was chosen.</summary>
    protected GrantBody? Grant() =>
        Field("role") is { } role ? new GrantBody { Role = role, Team = Field("team"), Worker = Field("worker") } : null;

    /// <summary>Does what a form asks for, and keeps why it was refused.</summary>
    /// <param name="action">Does it.</param>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> DoAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (AccessException refusal)
        {
            (Refusal, Context.Response.StatusCode) = (refusal.Message, refusal.Status);
            var note = Context.Features.Get<AuditNote>() ?? new AuditNote();
            Context.Features.Set(note with { Code = note.Code ?? refusal.Code });
            if (refusal.RetryAfter is { } after)
            {
                Context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }
        }
        catch (Exception failure) when (failure is StorageException or FencedException)
        {
            (Refusal, Context.Response.StatusCode) =
                ($"Nothing was changed, because it cannot be written: {failure.Message}", StatusCodes.Status503ServiceUnavailable);
        }

        return false;
    }

    /// <summary>Does what a form asks for, and has the page requested again, so that a reload does not post again.</summary>
    /// <param name="action">Does it.</param>
    /// <param name="page">The page.</param>
    protected async Task DoAsync(Func<Task> action, string page)
    {
        if (await DoAsync(action))
        {
            Navigation.NavigateTo(page);
        }
    }
}
