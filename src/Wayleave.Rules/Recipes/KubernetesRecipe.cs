using System.Globalization;

namespace Wayleave.Rules.Recipes;

/// <summary>An Ingress for ingress-nginx, with the Service that it needs.</summary>
internal sealed class KubernetesRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public string Summary => "an Ingress for ingress-nginx, and its Service";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as app.yaml, then: kubectl apply -f app.yaml. The Service selects the app's pods by the label app.") +
        $$"""

        apiVersion: v1
        kind: Service
        metadata:
          name: app
        spec:
          selector:
            app: app
          ports:
            - name: http
              port: 80
              targetPort: {{options.To.Port}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: app
          annotations:
            # Whole seconds, without a unit. ingress-nginx passes upgrades by itself; its 60 s would end quiet sockets.
            nginx.ingress.kubernetes.io/proxy-read-timeout: "{{options.IdleSeconds}}"
            nginx.ingress.kubernetes.io/proxy-send-timeout: "{{options.IdleSeconds}}"
            nginx.ingress.kubernetes.io/proxy-body-size: "{{options.BodyMiB.ToString(CultureInfo.InvariantCulture)}}m"
            # The same browser gets the same pod: Socket.IO and the like begin with several plain requests.
            nginx.ingress.kubernetes.io/affinity: "cookie"
        spec:
          ingressClassName: nginx
        {{(options.Tls ? $"  tls:\n    - hosts: [{options.Domain}]\n      secretName: app-tls\n" : "")}}  rules:
            - host: {{options.Domain}}
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service:
                        name: app
                        port:
                          name: http

        """;
}
