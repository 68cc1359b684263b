using System.Net;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch;

/// <summary>Refuses wrong options when the program starts, and names the setting.</summary>
internal sealed class DispatchOptionsValidator : IValidateOptions<DispatchOptions>
{
    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        if (!TaskLimits.IsId(options.Team))
        {
            return ValidateOptionsResult.Fail($"team: a team's name has 1 to {TaskLimits.MaxIdLength} characters of A-Z, a-z, 0-9, '-', '_', '.' and '~'.");
        }

        if (options.ForbidWebhooksTo.FirstOrDefault(n => !IPNetwork.TryParse(n, out _)) is { } network)
        {
            return ValidateOptionsResult.Fail($"forbidWebhooksTo: \"{network}\" is no network; give one as 169.254.0.0/16.");
        }

        return SettingsCheck.Of(options.ToCommand().Settings) is [var refusal, ..]
            ? ValidateOptionsResult.Fail($"{refusal.Field}: {refusal.Detail}")
            : ValidateOptionsResult.Success;
    }
}
