using System.Net;
using Microsoft.Extensions.Options;

namespace PresenceOfMind.Dispatch.Hosting;

/// <summary>Refuses wrong options when the program starts, and names the setting.</summary>
internal sealed class DispatchOptionsValidator : IValidateOptions<DispatchOptions>
{
    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        if (options.ForbidWebhooksTo.FirstOrDefault(n => !IPNetwork.TryParse(n, out _)) is { } network)
        {
            return ValidateOptionsResult.Fail($"forbidWebhooksTo: \"{network}\" is not a network; give one like 169.254.0.0/16.");
        }

        return TeamsFile.Check(options.Teams) is [var fault, ..]
            ? ValidateOptionsResult.Fail($"{fault.Field}: {fault.Detail}")
            : ValidateOptionsResult.Success;
    }
}
