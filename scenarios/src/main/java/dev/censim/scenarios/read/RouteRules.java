package dev.censim.scenarios.read;

import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.TransitRouterRoute;
import java.util.List;

/** Rules about the routes of transit routers that need to know what is attached to them. */
final class RouteRules {

    private final Draft draft;
    private final Attachments attachments;

    RouteRules(Draft draft) {
        this.draft = draft;
        attachments = new Attachments(draft);
    }

    void check() {
        draft.transitRouters.values().forEach(this::checkNextHops);
    }

    private void checkNextHops(Declared<TransitRouter> router) {
        List<Node.Mapping> written = router.at().mappings("routes");
        List<TransitRouterRoute> routes = router.value().routes();
        for (int i = 0; i < routes.size(); i++) {
            Cursor at = new Cursor(written.get(i), "a route", draft.diagnostics);
            routes.get(i)
                    .attachment()
                    .ifPresent(hop ->
                            attachments.checkNextHop(at, hop, router.value().name()));
        }
    }
}
