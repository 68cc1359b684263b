using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Http;

/// <summary>Limits the body of a request.</summary>
internal static class BodyLimit
{
    /// <summary>
    /// Refuses a body that says that it is too large, and has others refused where they are read. A form is read here: who looks for the
    /// form's token later would take a form that is too large for one without a token.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="AccessException">413.</exception>
    public static async Task ApplyAsync(HttpContext context, int most)
    {
        var request = context.Request;
        if (request.ContentLength > most)
        {
            throw Refuse(most);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        if (request.HasFormContentType)
        {
            try
            {
                await request.ReadFormAsync(context.RequestAborted);
            }
            catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                throw Refuse(most);
            }
        }
    }

    /// <summary>The refusal of a body that could not be read.</summary>
    /// <param name="fault">What the web server found.</param>
    public static AccessException ToRefusal(BadHttpRequestException fault) => new(
        fault.StatusCode, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : "bad-request", fault.Message);

    private const string TooLarge = "body-too-large";

    private static AccessException Refuse(int most) =>
        new(StatusCodes.Status413PayloadTooLarge, TooLarge, $"A body has at most {most} bytes here.");
}
