import { offersWhatIsAllowed } from "./offers";

offersWhatIsAllowed("admin");
