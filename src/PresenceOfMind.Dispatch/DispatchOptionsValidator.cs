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

        return SettingsCheck.Of(options.ToCommand().Settings) is [var refusal, ..]
            ? ValidateOptionsResult.Fail($"{refusal.Field}: {refusal.Detail}")
            : ValidateOptionsResult.Success;
    }
}
